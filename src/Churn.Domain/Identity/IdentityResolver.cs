using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>Finds the one buyer of a delivery's identifiers, and merges buyers if a delivery shows that they are one person.</summary>
/// <remarks>
/// A merge turns the row of the greater id into an alias of the lesser one, guarded by the row's ETag. Then the row of the lesser id takes
/// over what the alias knew. A worker can die between the two writes. The next worker that follows the alias sees that it was not taken
/// over and finishes the merge, so no other note of an unfinished merge is kept. Another worker may have read a row before it became an
/// alias or was retired. The row's ETag then makes that worker's write fail, and the worker starts again.
/// </remarks>
internal sealed class IdentityResolver(
    IBuyerStore buyers, IIdentityStore identities, BuyerRowBuilder rowBuilder, IMessageQueues queues, ConflictBackoff backoff)
{
    /// <summary>
    /// Maximum number of aliases that are followed. Every alias leads to a lesser id, so a chain ends; a longer one means damaged tables.
    /// </summary>
    private const int MaxAliases = 1000;

    /// <summary>Follows an id to the buyer that it stands for now. One request, and one more for each alias.</summary>
    public async Task<AliasChain> FollowAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        var first = key;
        var aliases = ImmutableArray<Buyer>.Empty;
        while (aliases.Length <= MaxAliases)
        {
            var row = await buyers.GetAsync(key, cancellationToken);
            if (row?.MergedInto is not { } into)
            {
                return new AliasChain(key, row, aliases);
            }

            aliases = aliases.Add(row);
            key = key with { Buyer = into };
        }

        throw new InvalidOperationException(
            $"Buyer {first.Buyer} of shop {first.Shop}: more than {MaxAliases} aliases follow each other; rebuild the shop.");
    }

    /// <summary>
    /// Returns the buyer of all these identifiers, or null if one of them was erased after the delivery's order was placed.
    /// </summary>
    /// <param name="named">What the delivery names: at least one identifier, strongest first.</param>
    /// <param name="placed">When the delivery's order was placed.</param>
    public async Task<Resolution?> ResolveAsync(
        ShopId shop, ImmutableSortedSet<Identifier> named, DateTimeOffset placed, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            await backoff.WaitAsync(named[0].Hash, tries, cancellationToken);
            var start = await FollowAsync(new BuyerKey(shop, BuyerId.Of(named[0])), cancellationToken);
            if (start is { Row: { Retired: false } row, IsWhole: true } && row.Evidence.Knows(named) && !(placed < row.ErasedBefore))
            {
                return new Resolution(start.Key, row, named, row.ErasedBefore, placed);
            }

            var pass = new ClaimPass(shop, named, placed, start);
            if (await ClaimAllAsync(pass, cancellationToken))
            {
                return pass.Result;
            }
        }

        throw new InvalidOperationException(
            $"Shop {shop}: the buyer of an order could not be found, because other workers changed its rows "
            + $"{ConflictBackoff.MaxConflicts} times.");
    }

    /// <summary>
    /// Records that identifiers belong to one person, without an order. Returns false if one of the identifiers was erased.
    /// </summary>
    public async Task<bool> KnowAsync(ShopId shop, EvidenceSet said, CancellationToken cancellationToken) =>
        await KnowAsync(shop, said, null, cancellationToken) is not null;

    /// <summary>
    /// Records that identifiers belong to one person, and adds the offers and answers of the buyer that had the evidence before. Returns
    /// the person's buyer, or null if one of the identifiers was erased.
    /// </summary>
    internal async Task<BuyerKey?> KnowAsync(ShopId shop, EvidenceSet said, Buyer? memory, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= ConflictBackoff.MaxConflicts; conflicts++)
        {
            if (await ResolveAsync(shop, said.Identifiers, said.First, cancellationToken) is not { } found)
            {
                return null;
            }

            var row = found.Row ?? await rowBuilder.EmptyAsync(found.Key, cancellationToken);
            var evidence = row.Evidence.With(said with { Identifiers = found.Identifiers });
            var known = (memory is null ? row : row.Remember(memory)) with
            {
                Evidence = evidence,
                ErasedBefore = Later(row.ErasedBefore, found.ErasedBefore),
            };
            if (found.Row is not null && known == row)
            {
                return found.Key;
            }

            if (await buyers.WriteAsync(new BuyerTransaction { Buyer = known }, cancellationToken) == WriteResult.Written)
            {
                return found.Key;
            }

            await backoff.WaitAsync(said.Identifiers[0].Hash, conflicts + 1, cancellationToken);
        }

        throw new InvalidOperationException(
            $"Shop {shop}: evidence could not be recorded, because other workers changed the buyer's row "
            + $"{ConflictBackoff.MaxConflicts} times.");
    }

    /// <summary>
    /// Has a buyer take over the aliases that lead to it and that it has not taken over yet: their ledgers, evidence and memory. A retired
    /// buyer takes them over only as part of its resettlement, which then delivers them again. Returns false if there was nothing to take
    /// over, or if another worker changed the row.
    /// </summary>
    public async Task<bool> TakeInAsync(AliasChain lead, bool resettling, CancellationToken cancellationToken)
    {
        if (lead.IsWhole
            || (lead.IsRetired && !resettling)
            || await TakeInAsync(lead.Key, lead.Row, [.. lead.Missing], cancellationToken) is null)
        {
            return false;
        }

        if (lead.Aliases.Length > 1)
        {
            // This shortens the way for later workers. If the write loses a race, the longer way stays, and that is harmless.
            await buyers.WriteAsync(new BuyerTransaction { Buyer = lead.Aliases[0] with { MergedInto = lead.Key.Buyer } }, cancellationToken);
        }

        return true;
    }

    /// <summary>Returns all orders of a buyer, each joined over the partitions that hold something of it.</summary>
    public async Task<Dictionary<string, LedgerEntry>> GatherAsync(IEnumerable<BuyerKey> ledgers, CancellationToken cancellationToken) =>
        await buyers.GatherAsync(ledgers, cancellationToken);

    private async Task<Buyer?> TakeInAsync(BuyerKey key, Buyer? read, ImmutableArray<Buyer> aliases, CancellationToken cancellationToken)
    {
        var row = read ?? await rowBuilder.EmptyAsync(key, cancellationToken);
        var whole = row;
        foreach (var alias in aliases)
        {
            whole = whole.Remember(alias) with
            {
                Ledgers = whole.Ledgers.Union(alias.Ledgers).Add(alias.Key.Buyer).Remove(key.Buyer),
                Evidence = whole.Evidence.Join(alias.Evidence),
                ErasedBefore = Later(whole.ErasedBefore, alias.ErasedBefore),
            };
        }

        if (!row.Retired)
        {
            var entries = await buyers.GatherAsync(whole.Partitions, cancellationToken);
            whole = await rowBuilder.MakeAsync(whole, row, BuyerFold.Fold(entries.Values, rowBuilder.ShopOf(key.Shop)), cancellationToken);
            whole = aliases.Aggregate(whole, (made, alias) => rowBuilder.Merged(made, alias.Key.Buyer));
            await queues.NotifyAccountsAsync(entries.Values, key, cancellationToken);
            await rowBuilder.AnnounceAsync(whole, row.Outbox, cancellationToken);
        }

        var (result, etag) = await buyers.CommitAsync(new BuyerTransaction { Buyer = whole }, cancellationToken);
        return result == WriteResult.Written ? whole with { ETag = etag } : null;
    }

    /// <summary>
    /// Claims every identifier, and merges the buyers that the claims lead to. Returns false if another worker's merge had to be finished
    /// or a write lost its race; then the pass has to be made again.
    /// </summary>
    private async Task<bool> ClaimAllAsync(ClaimPass pass, CancellationToken cancellationToken)
    {
        foreach (var identifier in pass.Named)
        {
            if (await ClaimAsync(pass, identifier, cancellationToken) is not { } claim)
            {
                continue; // After a tombstone was found, an identifier is only looked up and no longer claimed.
            }

            pass.Claims.Add(claim);
            if (claim.Shared)
            {
                pass.Shared.Add(identifier);
                continue;
            }

            if (await LeadAsync(pass, claim, cancellationToken) is not { } root)
            {
                return false;
            }

            pass.Note(claim, root);
            if (identifier == pass.Named[0]
                && !pass.Dropped
                && root is { Row: { } row }
                && row.Evidence.Knows(pass.Named)
                && !(pass.Placed < row.ErasedBefore))
            {
                // The strongest identifier was led to a new buyer once, and that buyer's evidence has all the identifiers already.
                pass.Result = new Resolution(root.Key, row, pass.Named, row.ErasedBefore, pass.Placed);
                return true;
            }
        }

        return pass.Dropped || await UniteAsync(pass, cancellationToken);
    }

    private async Task<IdentityRow?> ClaimAsync(ClaimPass pass, Identifier identifier, CancellationToken cancellationToken)
    {
        var name = IdentityName.Of(identifier);
        var isLeast = identifier == pass.Named[0];
        if (pass.Dropped)
        {
            return await identities.FindAsync(pass.Shop, name, cancellationToken);
        }

        // A buyer that has a row has claimed the least of its identifiers, so that one is read first. The others usually have no claim yet.
        if (isLeast && (pass.Start.Row is not null || pass.Start.Aliases.Length > 0)
            && await identities.FindAsync(pass.Shop, name, cancellationToken) is { } known)
        {
            return known;
        }

        var home = pass.Home ?? BuyerId.Of(identifier);
        while (true)
        {
            var unclaimed = new IdentityRow { Shop = pass.Shop, Name = name, Buyer = home };
            if (await identities.InsertAsync(unclaimed, cancellationToken) is { } claimed)
            {
                return claimed;
            }

            if (await identities.FindAsync(pass.Shop, name, cancellationToken) is { } taken)
            {
                return taken;
            }
        }
    }

    private async Task<bool> UniteAsync(ClaimPass pass, CancellationToken cancellationToken)
    {
        var group = pass.Named.Except(pass.Shared);
        if (group.IsEmpty)
        {
            // All identifiers are shared: the least of them has a buyer of its own.
            var claim = pass.Claims[0];
            if (await LeadAsync(pass, claim, cancellationToken) is not { } address)
            {
                return false;
            }

            pass.Note(claim, address);
            group = [pass.Named[0]];
            if (pass.Dropped)
            {
                return true;
            }
        }

        var roots = pass.Roots.Values.OrderBy(root => root.Key.Buyer).ToList();
        var survivor = roots[0];
        if (roots.Count == 1)
        {
            pass.Result = new Resolution(survivor.Key, survivor.Row, group, pass.ErasedBefore, pass.Placed);
            return true;
        }

        var sealedRows = ImmutableArray.CreateBuilder<Buyer>();
        foreach (var other in roots.Skip(1))
        {
            // Sent before the first write, because the worker may die after it.
            await queues.SendMergeCheckAsync(other.Key, cancellationToken);
            var row = other.Row ?? await rowBuilder.EmptyAsync(other.Key, cancellationToken);
            var alias = row with { MergedInto = survivor.Key.Buyer, Facts = BuyerFacts.None };
            if (await buyers.WriteAsync(new BuyerTransaction { Buyer = alias }, cancellationToken) != WriteResult.Written)
            {
                return false;
            }

            sealedRows.Add(alias);
        }

        if (await TakeInAsync(survivor.Key, survivor.Row, sealedRows.ToImmutable(), cancellationToken) is not { } whole)
        {
            return false;
        }

        pass.Result = new Resolution(survivor.Key, whole, group, pass.ErasedBefore, pass.Placed);
        return true;
    }

    /// <summary>
    /// Returns where a claim leads, or null if the pass has to be made again. A claim that leads to a retired buyer is led to a new one,
    /// and an unfinished merge is finished first.
    /// </summary>
    private async Task<AliasChain?> LeadAsync(ClaimPass pass, IdentityRow claim, CancellationToken cancellationToken)
    {
        var owner = claim.Buyer!.Value;
        if (pass.Roots.TryGetValue(owner, out var root))
        {
            return root;
        }

        var key = new BuyerKey(pass.Shop, owner);
        var lead = pass.Start.Aliases.IsEmpty && pass.Start.Key == key ? pass.Start : await FollowAsync(key, cancellationToken);
        if (lead.IsRetired)
        {
            if (!lead.IsWhole)
            {
                await queues.SendResettleAsync(key, cancellationToken);
            }

            await identities.ReplaceAsync(claim.LedAnew(pass.Home), cancellationToken);
            return null;
        }

        if (!lead.IsWhole)
        {
            await TakeInAsync(lead, resettling: false, cancellationToken);
            return null;
        }

        return lead;
    }

    /// <summary>Returns the later of two times; null counts as earlier than any time.</summary>
    internal static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;
}
