namespace Churn.LocalHost.Shopify;

/// <summary>An order as a Shopify shop would know it, in the part that its webhooks are written from.</summary>
public sealed record ShopifyOrder
{
    public required long Id { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>The order's version: later states of an order have a later time.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public required string Currency { get; init; }

    public required long CustomerId { get; init; }

    public required string Email { get; init; }

    public required IReadOnlyList<ShopifyLine> Lines { get; init; }

    /// <summary>Taken off the lines' sum.</summary>
    public decimal Discount { get; init; }

    public decimal Shipping { get; init; }

    public string Source { get; init; } = "web";

    public string Tags { get; init; } = "";

    public string? Note { get; init; }

    public bool IsPaid { get; init; } = true;

    /// <summary>Placed to try the shop out.</summary>
    public bool IsTest { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    public IReadOnlyList<ShopifyRefund> Refunds { get; init; } = [];

    public decimal LineTotal => Lines.Sum(line => line.Price * line.Quantity);

    public decimal Total => LineTotal - Discount + Shipping;

    public decimal Refunded => Refunds.Sum(refund => refund.Amount);
}
