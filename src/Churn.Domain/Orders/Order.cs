using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Churn.Domain.Shops;

namespace Churn.Domain.Orders;

/// <summary>An order as every platform's is brought to: the canonical form that queues carry and the ledger keeps.</summary>
public sealed record Order
{
    public required ShopId Shop { get; init; }

    /// <summary>The platform's order id, 1 to 100 characters, none of them a control character: <c>#1002</c> and <c>2026/0001</c> are ids like any other.</summary>
    public required string Id { get; init; }

    /// <summary>Grows with every change at the platform: the update time in ticks, or the platform's own version number. The highest wins.</summary>
    public required long Version { get; init; }

    public required DateTimeOffset PlacedAt { get; init; }

    public OrderStatus Status { get; init; }

    public OrderChannel Channel { get; init; }

    /// <summary>ISO 4217 of <see cref="Money"/>, the shop's, not the buyer's presentment currency.</summary>
    public required string Currency { get; init; }

    public required OrderMoney Money { get; init; }

    /// <summary>Money given back by refund id, minor units; refunds seen anywhere add up, each once.</summary>
    public ImmutableSortedDictionary<string, long> Refunds { get; init; } = NoRefunds;

    /// <summary>The platform's own total of money given back, where it names no single refunds. Minor units.</summary>
    public long RefundedTotal { get; init; }

    /// <summary>Null when the source does not say; a known list is never overwritten by an absent one.</summary>
    public ImmutableArray<OrderLine>? Lines { get; init; }

    /// <summary>Why the order is taken for a gift to somebody else (rule id), or null.</summary>
    public string? Gift { get; init; }

    /// <summary>Part of a running subscription.</summary>
    public bool Subscription { get; init; }

    /// <summary>Last day (the shop's) of the contract or subscription term that the order pays for; null when the source does not say.</summary>
    public DateOnly? ContractUntil { get; init; }

    /// <summary>Placed to try the shop out; kept, never counted.</summary>
    public bool Test { get; init; }

    public required OrderBuyer Buyer { get; init; }

    /// <summary>No refunds, ordered as refund ids are compared: ordinally, so that rows are the same bytes everywhere.</summary>
    public static ImmutableSortedDictionary<string, long> NoRefunds { get; } = ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>Money given back so far, minor units.</summary>
    [JsonIgnore]
    public long Refunded => Math.Max(Refunds.Values.Sum(), RefundedTotal);

    /// <summary>Test, cancelled, deleted, fully refunded and zero-value orders stay in the ledger and are no purchases.</summary>
    [JsonIgnore]
    public bool IsPurchase => !Test && (Status is OrderStatus.Placed or OrderStatus.Paid) && Money.Total > 0 && Refunded < Money.Total;

    /// <summary>
    /// What the shop keeps for merchandise: without tax and shipping, less the share that was refunded (a refund of half the charge takes half).
    /// Minor units, rounded toward zero.
    /// </summary>
    [JsonIgnore]
    public long NetValue => IsPurchase ? (long)((Int128)Money.Merchandise * (Money.Total - Refunded) / Money.Total) : 0;

    /// <summary>The order's place in its buyer's history.</summary>
    [JsonIgnore]
    public OrderPosition Position => new(PlacedAt.UtcTicks, Id);
}

/// <summary>Where an order was placed.</summary>
public enum OrderChannel
{
    Web,
    Pos,
    Wholesale,
    Subscription,
    Draft,
    Marketplace,
    Other,
}

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

/// <summary>Where an order stands in its buyer's history: by time placed (UTC ticks), then by id, ordinally. The fold goes in this order.</summary>
public readonly record struct OrderPosition(long PlacedAtTicks, string OrderId) : IComparable<OrderPosition>
{
    public int CompareTo(OrderPosition other) =>
        PlacedAtTicks != other.PlacedAtTicks ? PlacedAtTicks.CompareTo(other.PlacedAtTicks) : string.CompareOrdinal(OrderId, other.OrderId);
}

/// <summary>How an order stands, as far as it decides whether it is a purchase.</summary>
public enum OrderStatus
{
    /// <summary>Placed, not yet paid.</summary>
    Placed,

    Paid,

    /// <summary>Cancelled, voided or declined: not a purchase.</summary>
    Cancelled,

    /// <summary>Removed at the platform: not a purchase.</summary>
    Deleted,
}
