using System.Collections.Immutable;
using Churn.Domain.Shops;

namespace Churn.Domain.Orders;

/// <summary>A change to an order that does not name the buyer: refunds, or the order's deletion at the platform.</summary>
public sealed record OrderAmendment
{
    public required ShopId Shop { get; init; }

    public required string OrderId { get; init; }

    /// <summary>Refunded money by refund id, minor units.</summary>
    public ImmutableSortedDictionary<string, long> Refunds { get; init; } = Order.NoRefunds;

    /// <summary>The version (<see cref="Order.Version"/>) with which the order was deleted; 0 if it was not deleted.</summary>
    public long DeletedVersion { get; init; }
}
