namespace Churn.Domain.Buyers;

/// <summary>How a conditional write ended.</summary>
public enum WriteResult
{
    Written,

    /// <summary>Somebody else wrote first, or the row already exists: nothing was written; read again.</summary>
    Conflict,

    /// <summary>Another buyer of the bucket has an order that was to be new to the whole bucket (<see cref="BuyerChange.NewToBucket"/>): nothing was written.</summary>
    HeldElsewhere,
}
