using System.Collections.Immutable;
using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>
/// What is remembered of an erasure: identifiers, and the instant up to which their orders are gone. An order placed before it is dropped whenever it
/// comes; one placed at or after it starts a new buyer.
/// </summary>
public static class Tombstones
{
    public static ImmutableSortedDictionary<Identifier, DateTimeOffset> None { get; } = ImmutableSortedDictionary<Identifier, DateTimeOffset>.Empty;

    /// <summary>The instant of an order's tombstones that it falls before; null: it does not.</summary>
    public static DateTimeOffset? ErasedBefore(
        this ImmutableSortedDictionary<Identifier, DateTimeOffset> tombstones, IEnumerable<Identifier> identifiers, DateTimeOffset placedAt)
    {
        DateTimeOffset? latest = null;
        foreach (var identifier in identifiers)
        {
            if (tombstones.TryGetValue(identifier, out var before) && placedAt < before && !(latest >= before))
            {
                latest = before;
            }
        }

        return latest;
    }

    /// <summary>Both sets, each identifier with its later instant.</summary>
    public static ImmutableSortedDictionary<Identifier, DateTimeOffset> Join(
        this ImmutableSortedDictionary<Identifier, DateTimeOffset> left, ImmutableSortedDictionary<Identifier, DateTimeOffset> right)
    {
        foreach (var (identifier, before) in right)
        {
            left = !left.TryGetValue(identifier, out var known) || known < before ? left.SetItem(identifier, before) : left;
        }

        return left;
    }

    /// <summary>Whether the other set says as much of every identifier.</summary>
    public static bool IsKnownTo(this ImmutableSortedDictionary<Identifier, DateTimeOffset> tombstones, ImmutableSortedDictionary<Identifier, DateTimeOffset> other) =>
        tombstones.All(pair => other.TryGetValue(pair.Key, out var known) && known >= pair.Value);

    /// <summary>
    /// The names of an order's own tombstone, one a key of the shop, the one in force first: what comes for the order without naming its buyer (a refund,
    /// an update after the platform forgot the customer) is recognised by it.
    /// </summary>
    public static IEnumerable<Identifier> OfOrder(Shop shop, string orderId) =>
        shop.IdentityKeys.Select((_, key) => IdentityHasher.Hash(shop, key, IdentifierKind.AnonymousOrder, orderId));
}
