namespace Churn.Statistics.Optimization;

/// <summary>What kind of shop it is, which decides the prior of the pooled rung.</summary>
public enum BusinessProfile
{
    /// <summary>General retail.</summary>
    GeneralRetail = 0,

    /// <summary>Fashion: a season is the cycle.</summary>
    Fashion,

    /// <summary>Consumables: frequent and regular.</summary>
    Consumables,

    /// <summary>Subscription.</summary>
    Subscription,

    /// <summary>B2B and wholesale.</summary>
    BusinessToBusiness,

    /// <summary>Services.</summary>
    Services,

    /// <summary>One product, bought once or twice in a life.</summary>
    OneProduct,
}
