using System.Collections.Immutable;
using Churn.Domain.Orders;

namespace Churn.Domain.Buyers;

/// <summary>The input of the fold: a real purchase, taken from an order, or a hypothetical one.</summary>
public sealed record Purchase
{
    /// <summary>The shop's day. A day before the last folded purchase is counted as the day of that purchase.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>In the shop's currency, minor units.</summary>
    public required long NetValue { get; init; }

    /// <summary>Charged for delivery in the shop's currency, minor units.</summary>
    public long DeliveryFee { get; init; }

    public bool Discounted { get; init; }

    /// <summary>Whether the purchase was a gift and not for the buyer's own need.</summary>
    public bool Gift { get; init; }

    public bool Subscription { get; init; }

    /// <summary>The last day of the contract term that this purchase pays for; null if it pays for none.</summary>
    public DateOnly? ContractUntil { get; init; }

    public ImmutableArray<OrderLine> Lines { get; init; } = [];
}
