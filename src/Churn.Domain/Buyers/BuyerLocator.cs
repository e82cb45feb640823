using System.Collections.Immutable;
using Churn.Domain.Identities;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Finds the buyer an order belongs to, at the least cost: a known buyer is one point read away.</summary>
public sealed class BuyerLocator(IBuyerStore buyers, IIdentityStore identities, BuyerMerger merger, BuyerFinisher finisher, BuyerSettler settler)
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
        for (var tries = 0; tries <= OrderRecorder.MaxConflicts; tries++)
        {
            if (await TryLocateAsync(shop, identifiers, placedAt, cancellationToken) is { } located)
            {
                return located;
            }
        }

        throw new InvalidOperationException($"Shop {shop}: whose an order is was changed by others {OrderRecorder.MaxConflicts} times in a row.");
    }

    // Null: one of the identifiers was marked as shared meanwhile, somebody they belonged to turned out to be an address, or is being taken apart.
    private async Task<LocatedBuyer?> TryLocateAsync(
        ShopId shop, ImmutableSortedSet<Identifier> identifiers, DateTimeOffset placedAt, CancellationToken cancellationToken)
    {
        var strongest = identifiers[0];
        var guess = await FollowAsync(new BuyerKey(shop, BuyerId.Of(strongest)), cancellationToken);
        // Of an address that several people share, only what names nothing else was erased.
        if (guess.Buyer is { IsSharedAddress: false } && guess.Buyer.Erasures.ErasedBefore(identifiers, placedAt) is not null)
        {
            return guess;
        }

        if (guess.Buyer is { IsSharedAddress: true } && guess.Key.Buyer != BuyerId.Of(strongest))
        {
            await LeaveAddressAsync(new BuyerKey(shop, BuyerId.Of(strongest)), strongest, cancellationToken);
            return null;
        }

        var known = guess.Buyer?.Facts.Identifiers ?? [];
        var settled = guess.Buyer is not { Arriving.Count: > 0 };
        if (settled && guess.Buyer is not { IsSharedAddress: true } && (strongest.Kind == IdentifierKind.AnonymousOrder || identifiers.IsSubsetOf(known)))
        {
            return guess;
        }

        var claims = new IdentifierClaims(guess, guess.Buyer?.Erasures ?? Tombstones.None);
        // The strongest is asked for even when the row knows it: it may have been marked as shared, and the row not yet taken apart.
        foreach (var identifier in identifiers)
        {
            if (identifier != strongest && claims.Home?.Key == guess.Key && known.Contains(identifier))
            {
                continue;
            }

            if (!await ClaimAsync(claims, identifier, cancellationToken))
            {
                return null;
            }

            if (claims.ErasedBefore(identifier) is { } before && placedAt < before)
            {
                return guess with { Erasures = Tombstones.None.Add(identifier, before) };
            }
        }

        if (claims.Shared.Count > 0)
        {
            return await LocateSharedAsync(shop, identifiers, claims.Shared, placedAt, cancellationToken);
        }

        var located = await merger.UniteAsync(shop, claims.Owners, guess, cancellationToken) with { Erasures = claims.Erasures };
        if (located.Buyer is { Splitting: true })
        {
            return null;
        }

        var isAsRead = settled && located.Key == guess.Key && claims.Owners.Count == 1;
        return isAsRead || await StandsAsync(located.Key, identifiers, cancellationToken) ? located : null;
    }

    // Whoever has the strongest is the one that the others are claimed for. But what several people share is nobody's to claim for: what else the order
    // names is somebody else's.
    private async Task<bool> ClaimAsync(IdentifierClaims claims, Identifier identifier, CancellationToken cancellationToken)
    {
        var shop = claims.Guess.Key.Shop;
        var isFirst = claims.Home is null && claims.Shared.Count == 0;
        if (isFirst && claims.Guess.Buyer is { IsSharedAddress: true })
        {
            claims.Share(identifier);
            return true;
        }

        if (!isFirst && claims.Home is null)
        {
            if (await identities.FindAsync(shop, identifier, cancellationToken) is { Shared: true })
            {
                claims.Share(identifier);
            }

            return true;
        }

        var home = claims.Home?.Key ?? claims.Guess.Key;
        var owner = await identities.ClaimAsync(shop, identifier, home.Buyer, cancellationToken);
        claims.Note(identifier, owner);
        if (owner.Shared)
        {
            return true;
        }

        if (owner.Buyer == home.Buyer)
        {
            claims.Own(claims.Home ?? claims.Guess);
            return true;
        }

        var located = await FollowAsync(home with { Buyer = owner.Buyer }, cancellationToken);
        if (located.Buyer is { IsSharedAddress: true })
        {
            // Claimed for an address before it was known that several people share it: by whom, nobody knows any more.
            await identities.ReassignAsync(shop, identifier, owner.Buyer, BuyerId.Of(identifier), cancellationToken);
            await LeaveAddressAsync(home with { Buyer = BuyerId.Of(identifier) }, identifier, cancellationToken);
            return false;
        }

        claims.Own(located);
        return true;
    }

    // An alias from before it was known that several people share the address which it leads to.
    private async Task LeaveAddressAsync(BuyerKey key, Identifier identifier, CancellationToken cancellationToken)
    {
        if ((await buyers.GetAsync(key, cancellationToken)).Alias is not { } alias
            || (await buyers.FollowAsync(key, cancellationToken)).Buyer is not { IsSharedAddress: true })
        {
            return;
        }

        var owner = await identities.FindAsync(key.Shop, identifier, cancellationToken) is { } named ? await FollowAsync(key with { Buyer = named.Buyer }, cancellationToken) : null;
        var change = owner is null or { Buyer: { IsSharedAddress: true } } || owner.Key == key
            ? new BuyerChange { Buyer = await settler.NobodyAsync(key, cancellationToken) with { ETag = alias.ETag } }
            : new BuyerChange { Alias = alias with { MergedInto = owner.Key.Buyer } };
        await buyers.WriteAsync(change, cancellationToken);
    }

    // What several people share names a buyer only where an order says nothing else.
    private async Task<LocatedBuyer> LocateSharedAsync(
        ShopId shop, ImmutableSortedSet<Identifier> identifiers, ImmutableSortedSet<Identifier> shared, DateTimeOffset placedAt, CancellationToken cancellationToken)
    {
        var own = identifiers.Except(shared);
        return own.Count > 0
            ? WithShared(await LocateAsync(shop, own, placedAt, cancellationToken), shared)
            : WithShared(await FollowAsync(new BuyerKey(shop, BuyerId.Of(shared[0])), cancellationToken), shared);
    }

    private static LocatedBuyer WithShared(LocatedBuyer located, ImmutableSortedSet<Identifier> shared) => located with { Shared = located.Shared.Union(shared) };

    // Seen after all that was read of them.
    private async Task<bool> StandsAsync(BuyerKey key, ImmutableSortedSet<Identifier> identifiers, CancellationToken cancellationToken)
    {
        foreach (var identifier in identifiers)
        {
            if (await identities.FindAsync(key.Shop, identifier, cancellationToken) is not { Shared: false } owner
                || (owner.Buyer != key.Buyer && (await buyers.FollowAsync(key with { Buyer = owner.Buyer }, cancellationToken)).Key != key))
            {
                return false;
            }
        }

        return true;
    }

    private async Task<LocatedBuyer> FollowAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        for (var steps = 0; steps <= OrderRecorder.MaxConflicts; steps++)
        {
            var located = await buyers.FollowAsync(key, cancellationToken);
            if (located.Buyer is not { Splitting: true })
            {
                return located;
            }

            await finisher.FinishAsync(located.Key, cancellationToken);
        }

        throw new InvalidOperationException($"Buyer {key.Buyer} of shop {key.Shop}: a split was overtaken {OrderRecorder.MaxConflicts} times.");
    }
}
