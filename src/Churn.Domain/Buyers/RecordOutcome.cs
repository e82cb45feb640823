namespace Churn.Domain.Buyers;

/// <summary>What recording an order came to.</summary>
public enum RecordOutcome
{
    /// <summary>The order was not known.</summary>
    New,

    /// <summary>The order was known and has changed.</summary>
    Changed,

    /// <summary>Nothing was new; nothing was written.</summary>
    Duplicate,

    /// <summary>The order is of a person who was erased; nothing was written.</summary>
    Erased,
}
