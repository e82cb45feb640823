namespace Churn.Simulation.Shopify;

/// <summary>An order of a Shopify shop, with the parts that its webhooks are written from.</summary>
public sealed record ShopifyOrder
{
    public required long Id { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>The order's version: each later state of the order has a later time.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    public required string Currency { get; init; }

    public required long CustomerId { get; init; }

    public required string Email { get; init; }

    public required IReadOnlyList<ShopifyLine> Lines { get; init; }

    /// <summary>The discount, which is subtracted from the sum of the lines.</summary>
    public decimal Discount { get; init; }

    public decimal Shipping { get; init; }

    public string Source { get; init; } = "web";

    public string Tags { get; init; } = "";

    public string? Note { get; init; }

    public bool IsPaid { get; init; } = true;

    /// <summary>Whether the order is a test order.</summary>
    public bool IsTest { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    public IReadOnlyList<ShopifyRefund> Refunds { get; init; } = [];

    public decimal LineTotal => Lines.Sum(line => line.Price * line.Quantity);

    public decimal Total => LineTotal - Discount + Shipping;

    public decimal Refunded => Refunds.Sum(refund => refund.Amount);
}

public sealed record ShopifyLine(long ProductId, string Title, int Quantity, decimal Price);

public sealed record ShopifyRefund(long Id, DateTimeOffset At, decimal Amount);

public static class ShopifyTopics
{
    public const string OrderCreated = "orders/create";
    public const string OrderUpdated = "orders/updated";
    public const string OrderCancelled = "orders/cancelled";
}
