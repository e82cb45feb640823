using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;

namespace Churn.Domain.Privacy;

/// <summary>Parts the identifiers of somebody erased from the row that held their orders: each is left with a row of its own that says no more than its tombstone.</summary>
/// <remarks>
/// Of somebody who has come back, those are parted that nothing since names. The row is written last, by the ETag with which it was read: whoever located it
/// before an identifier was parted, and wants to record an order under it, has to look again. Somebody who was quicker has changed the row: then what their
/// orders name is given back, and the next order finds it together.
/// </remarks>
internal sealed class PersonParter(IBuyerStore buyers, IIdentityStore identities, BuyerSettler settler)
{
    /// <summary>Safe to repeat.</summary>
    /// <param name="key">The row that held the orders.</param>
    /// <param name="known">Every identifier that was the erased person's.</param>
    /// <param name="before">The erasure's limit.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <returns>False: the row was changed by others meanwhile.</returns>
    public async Task<bool> PartAsync(BuyerKey key, ImmutableSortedSet<Identifier> known, DateTimeOffset before, CancellationToken cancellationToken)
    {
        if ((await buyers.GetAsync(key, cancellationToken)).Buyer is not { } row)
        {
            return false;
        }

        var limit = row.IsTombstone ? row.Erasures.Values.Max() : before;
        var leaving = row.IsTombstone ? known : LeftBehind(row, known);
        if (!row.IsTombstone && leaving.IsEmpty)
        {
            return true;
        }

        await KeepAsync(row, leaving, cancellationToken);
        foreach (var identifier in leaving)
        {
            await PartAsync(row, identifier, known, limit, cancellationToken);
        }

        var parted = row.IsTombstone
            ? Bare(await settler.NobodyAsync(key, cancellationToken), key.Buyer.ToIdentifier(), limit) with { ETag = row.ETag, Outbox = row.Outbox, IsSharedAddress = row.IsSharedAddress }
            : row with { Erasures = row.Erasures.RemoveRange(leaving) };
        if (await buyers.WriteAsync(new BuyerChange { Buyer = parted }, cancellationToken) == WriteResult.Written)
        {
            return true;
        }

        foreach (var identifier in (await buyers.GetAsync(key, cancellationToken)).Buyer?.Facts.Identifiers ?? [])
        {
            await identities.AssignAsync(key.Shop, identifier, key.Buyer, cancellationToken);
        }

        return false;
    }

    // The row's own name stays with it: what was ordered since stands under it. While the row is being merged nobody can tell; the second pass can. A row that
    // is just being erased still knows what its erased orders named.
    private static ImmutableSortedSet<Identifier> LeftBehind(Buyer row, ImmutableSortedSet<Identifier> known) =>
        row is { Arriving.Count: > 0 } or { Splitting: true } or { Unfolded: true, Erasures.Count: 0 } or { IsSharedAddress: true }
            ? []
            : known.Except(row.Known).Remove(row.Key.Buyer.ToIdentifier());

    // Whoever has come back may be found by way of a row that is about to be parted.
    private async Task KeepAsync(Buyer row, ImmutableSortedSet<Identifier> leaving, CancellationToken cancellationToken)
    {
        foreach (var identifier in row.IsTombstone ? [] : row.Known)
        {
            var own = row.Key with { Buyer = BuyerId.Of(identifier) };
            if ((await buyers.GetAsync(own, cancellationToken)).Alias is { } alias && leaving.Contains(alias.MergedInto.ToIdentifier()) && await LeadsAsync(own, row.Key, cancellationToken))
            {
                await buyers.WriteAsync(new BuyerChange { Alias = alias with { MergedInto = row.Key.Buyer } }, cancellationToken);
            }

            if (await identities.FindAsync(row.Key.Shop, identifier, cancellationToken) is { Shared: false } owner && leaving.Contains(owner.Buyer.ToIdentifier()))
            {
                await identities.ReassignAsync(row.Key.Shop, identifier, owner.Buyer, row.Key.Buyer, cancellationToken);
            }
        }
    }

    private async Task PartAsync(
        Buyer row, Identifier identifier, ImmutableSortedSet<Identifier> known, DateTimeOffset limit, CancellationToken cancellationToken)
    {
        var own = row.Key with { Buyer = BuyerId.Of(identifier) };
        if ((await buyers.GetAsync(own, cancellationToken)).Alias is { } alias && (row.IsTombstone || await LeadsAsync(own, row.Key, cancellationToken)))
        {
            var bare = Bare(await settler.NobodyAsync(own, cancellationToken), identifier, limit) with { ETag = alias.ETag };
            await buyers.WriteAsync(new BuyerChange { Buyer = bare }, cancellationToken);
        }

        if (await identities.FindAsync(own.Shop, identifier, cancellationToken) is { } owner && owner.Buyer != own.Buyer && await IsTheirsAsync(row, owner.Buyer, known, cancellationToken))
        {
            await identities.AssignAsync(own.Shop, identifier, own.Buyer, cancellationToken);
        }
    }

    // Somebody who ordered meanwhile and was given the identifier back keeps it.
    private async Task<bool> IsTheirsAsync(Buyer row, BuyerId owner, ImmutableSortedSet<Identifier> known, CancellationToken cancellationToken)
    {
        if (owner == row.Key.Buyer)
        {
            return true;
        }

        var found = await buyers.FollowAsync(row.Key with { Buyer = owner }, cancellationToken);
        return found.Key == row.Key || (known.Contains(owner.ToIdentifier()) && found.Buyer is null or { IsTombstone: true });
    }

    private async Task<bool> LeadsAsync(BuyerKey from, BuyerKey to, CancellationToken cancellationToken) => (await buyers.FollowAsync(from, cancellationToken)).Key == to;

    private static Buyer Bare(Buyer nobody, Identifier identifier, DateTimeOffset before) => nobody with { Erasures = Tombstones.None.Add(identifier, before) };
}
