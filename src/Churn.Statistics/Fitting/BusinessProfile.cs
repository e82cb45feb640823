namespace Churn.Statistics.Fitting;

/// <summary>The kind of shop. It selects the prior of the pooled tier.</summary>
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
