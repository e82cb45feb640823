using System.Collections.Immutable;
using Churn.Domain.Orders;

namespace Churn.Domain.Buyers;

/// <summary>A purchase as the fold takes it: a real one out of an order, or one that is only supposed.</summary>
public sealed record Purchase
{
    /// <summary>The shop's day; one before the last purchase counts on the day of that.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>In the shop's currency, minor units.</summary>
    public required long NetValue { get; init; }

    /// <summary>Charged for delivery in the shop's currency, minor units.</summary>
    public long DeliveryFee { get; init; }

    public bool Discounted { get; init; }

    /// <summary>For somebody else's need.</summary>
    public bool Gift { get; init; }

    public bool Subscription { get; init; }

    /// <summary>Last day of the contract term that this paid for; null: none.</summary>
    public DateOnly? ContractUntil { get; init; }

    public ImmutableArray<OrderLine> Lines { get; init; } = [];
}
