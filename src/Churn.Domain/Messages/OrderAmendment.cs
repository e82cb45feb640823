using System.Collections.Immutable;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>What a delivery says of an order without saying whose it is: refunds made, or that the order was deleted at the platform.</summary>
public sealed record OrderAmendment
{
    public required ShopId Shop { get; init; }

    public required string OrderId { get; init; }

    /// <summary>Money given back by refund id, minor units.</summary>
    public ImmutableSortedDictionary<string, long> Refunds { get; init; } = Order.NoRefunds;

    /// <summary>The version (<see cref="Order.Version"/>) with which the order was deleted; 0: it was not.</summary>
    public long DeletedVersion { get; init; }
}
