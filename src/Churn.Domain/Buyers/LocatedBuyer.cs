using System.Collections.Immutable;
using Churn.Domain.Identities;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;

namespace Churn.Domain.Buyers;

/// <summary>Where an order belongs, and the buyer's row if there is one.</summary>
public sealed record LocatedBuyer(BuyerKey Key, Buyer? Buyer)
{
    /// <summary>Identifiers of the order that several people share, and that therefore do not count among this buyer's.</summary>
    public ImmutableSortedSet<Identifier> Shared { get; init; } = [];

    /// <summary>Tombstones that were met on the way.</summary>
    public ImmutableSortedDictionary<Identifier, DateTimeOffset> Erasures { get; init; } = Tombstones.None;

    /// <summary>The limit of the erasure that took an order, or would have; null: none did.</summary>
    public DateTimeOffset? ErasedBefore(Order order) =>
        (Buyer?.Erasures ?? Tombstones.None).Join(Erasures).ErasedBefore(Strip(order).Buyer.Identifiers, order.PlacedAt)
        ?? (Buyer is { IsTombstone: true } gone && gone.Erasures.Values.Max() is var before && order.PlacedAt < before ? before : null);

    /// <summary>The order, the shared identifiers set apart.</summary>
    public Order Strip(Order order) => Shared.Count == 0 ? order : order with { Buyer = order.Buyer.WithShared(Shared) };
}
