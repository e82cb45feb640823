using System.Collections.Immutable;
using Churn.Domain.Identities;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Finds the buyer an order belongs to, at the least cost: a known buyer is one point read away.</summary>
public sealed class BuyerLocator(IBuyerStore buyers, IIdentityStore identities, BuyerMerger merger, BuyerSplitter splitter)
{
    /// <summary>
    /// The buyer of an order: the one whose id the order's strongest identifier makes, when their row knows all of the order's identifiers; else
    /// every identifier is claimed, and those who have them become one buyer, named by the least of all their identifiers. So the outcome does not
    /// depend on which of them was seen first.
    /// </summary>
    public Task<LocatedBuyer> LocateAsync(Order order, CancellationToken cancellationToken) =>
        LocateAsync(order.Shop, order.Buyer.Identifiers, order.PlacedAt, cancellationToken);

    /// <summary>The buyer that all of these identifiers belong to from now on.</summary>
    /// <param name="shop">Theirs.</param>
    /// <param name="identifiers">At least one, strongest first.</param>
    /// <param name="cancellationToken">Stops between two requests, which loses nothing.</param>
    public Task<LocatedBuyer> LocateAsync(ShopId shop, ImmutableSortedSet<Identifier> identifiers, CancellationToken cancellationToken) =>
        LocateAsync(shop, identifiers, DateTimeOffset.MaxValue, cancellationToken);

    private async Task<LocatedBuyer> LocateAsync(
        ShopId shop, ImmutableSortedSet<Identifier> identifiers, DateTimeOffset placedAt, CancellationToken cancellationToken)
    {
        var strongest = identifiers[0];
        var guess = await FollowAsync(new BuyerKey(shop, BuyerId.Of(strongest)), cancellationToken);
        if (guess.Buyer?.Erasures.ErasedBefore(identifiers, placedAt) is not null)
        {
            return guess;
        }

        var known = guess.Buyer?.Facts.Identifiers ?? [];
        var settled = guess.Buyer is not { Arriving.Count: > 0 };
        if (settled && (strongest.Kind == IdentifierKind.AnonymousOrder || identifiers.IsSubsetOf(known)))
        {
            return guess;
        }

        var owners = new SortedSet<BuyerId> { guess.Key.Buyer };
        var shared = ImmutableSortedSet<Identifier>.Empty;
        var erasures = guess.Buyer?.Erasures ?? Tombstones.None;
        // The strongest is asked for even when the row knows it: the row may be that of an address that several people share.
        foreach (var identifier in identifiers.Except(known.Remove(strongest)))
        {
            // Nothing is claimed for the buyer of a shared address: what else the order names is somebody else's.
            if (shared.Contains(strongest))
            {
                shared = await identities.FindAsync(shop, identifier, cancellationToken) is { Shared: true } ? shared.Add(identifier) : shared;
                continue;
            }

            var owner = await identities.ClaimAsync(shop, identifier, guess.Key.Buyer, cancellationToken);
            erasures = Note(erasures, identifier, owner);
            if (owner.Shared)
            {
                shared = shared.Add(identifier);
            }
            else if (owner.ErasedBefore is { } before && placedAt < before)
            {
                return guess with { Erasures = Tombstones.None.Add(identifier, before) };
            }
            else if (owner.Buyer != guess.Key.Buyer)
            {
                owners.Add((await FollowAsync(new BuyerKey(shop, owner.Buyer), cancellationToken)).Key.Buyer);
            }
        }

        return shared.Count == 0
            ? await merger.UniteAsync(shop, owners, guess, cancellationToken) with { Erasures = erasures }
            : await LocateSharedAsync(shop, identifiers, shared, placedAt, cancellationToken);
    }

    // What several people share names a buyer only where an order says nothing else.
    private async Task<LocatedBuyer> LocateSharedAsync(
        ShopId shop, ImmutableSortedSet<Identifier> identifiers, ImmutableSortedSet<Identifier> shared, DateTimeOffset placedAt, CancellationToken cancellationToken)
    {
        var own = identifiers.Except(shared);
        if (own.Count > 0)
        {
            return await LocateAsync(shop, own, placedAt, cancellationToken) with { Shared = shared };
        }

        var located = await FollowAsync(new BuyerKey(shop, BuyerId.Of(shared[0])), cancellationToken);
        return located with { Shared = shared.Remove(shared[0]) };
    }

    private static ImmutableSortedDictionary<Identifier, DateTimeOffset> Note(
        ImmutableSortedDictionary<Identifier, DateTimeOffset> erasures, Identifier identifier, IdentifierOwner owner) =>
        owner.ErasedBefore is { } before ? erasures.Join(Tombstones.None.Add(identifier, before)) : erasures;

    private async Task<LocatedBuyer> FollowAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        var located = await buyers.FollowAsync(key, cancellationToken);
        if (located.Buyer is not { Splitting: true })
        {
            return located;
        }

        await splitter.FinishAsync(located.Key, cancellationToken);
        return await buyers.FollowAsync(key, cancellationToken);
    }
}
