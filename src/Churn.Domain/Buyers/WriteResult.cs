namespace Churn.Domain.Buyers;

/// <summary>How a conditional write ended.</summary>
public enum WriteResult
{
    Written,

    /// <summary>Somebody else wrote first, or the row already exists: nothing was written; read again.</summary>
    Conflict,
}
