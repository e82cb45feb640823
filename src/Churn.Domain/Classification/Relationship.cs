namespace Churn.Domain.Classification;

/// <summary>How far a buyer has come; every later label includes the earlier ones.</summary>
public enum Relationship
{
    /// <summary>No order that counts as a purchase.</summary>
    None,

    /// <summary>One purchase day.</summary>
    Customer,

    /// <summary>Came back, not yet for long or not yet regularly.</summary>
    Returning,

    /// <summary>Long-term: tenure, regularity and not only at a discount, or a running subscription.</summary>
    Client,

    /// <summary>A client of outstanding value.</summary>
    Vip,

    /// <summary>A company's account that somebody looks after.</summary>
    KeyAccount,
}
