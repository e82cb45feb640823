namespace Churn.Domain.Orders;

/// <summary>One line of an order.</summary>
public sealed record OrderLine
{
    /// <summary>The platform's product id, else its SKU; <c>*</c> stands for products of an order too long to keep whole.</summary>
    public required string Product { get; init; }

    /// <summary>How many, possibly fractional; after edits.</summary>
    public decimal Quantity { get; init; } = 1;

    /// <summary>Line total after its discounts, minor units.</summary>
    public long Net { get; init; }

    public bool Subscription { get; init; }
}
