using System.Collections.Immutable;
using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>Finds the one buyer of a delivery's identifiers, and merges buyers whom a delivery shows to be one person.</summary>
/// <remarks>
/// A merge turns the row of the greater id into an alias of the lesser, guarded by its ETag, and then has the lesser's row take in what the alias knew.
/// Nothing else is noted: an alias that its buyer has not taken in is finished by the next worker that follows it. A worker that read a row before it
/// became an alias, or before it was retired, fails by the row's ETag and begins again.
/// </remarks>
internal sealed class IdentityResolver(IBuyerStore buyers, IIdentityStore identities, BuyerSettler settler, IMessageQueues queues, ConflictBackoff backoff)
{
    /// <summary>Every hop leads to a lesser id, so a chain ends. So many hops mean that the tables are damaged.</summary>
    private const int MaxAliases = 1000;

    /// <summary>The buyer that stands for an id. One request, and one more for each alias.</summary>
    public async Task<Lead> FollowAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        var first = key;
        var aliases = ImmutableArray<Buyer>.Empty;
        while (aliases.Length <= MaxAliases)
        {
            var row = await buyers.GetAsync(key, cancellationToken);
            if (row?.MergedInto is not { } into)
            {
                return new Lead(key, row, aliases);
            }

            aliases = aliases.Add(row);
            key = key with { Buyer = into };
        }

        throw new InvalidOperationException($"Buyer {first.Buyer} of shop {first.Shop}: more than {MaxAliases} aliases in a row; rebuild the shop.");
    }

    /// <summary>The buyer of all these identifiers. Null: one of them was erased after the delivery's order was placed.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="named">What the delivery names, at least one identifier, strongest first.</param>
    /// <param name="placed">When its order was placed.</param>
    /// <param name="cancellationToken">Stops between two requests, which loses nothing.</param>
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

        throw new InvalidOperationException($"Shop {shop}: whose an order is was changed by others {ConflictBackoff.MaxConflicts} times in a row.");
    }

    /// <summary>Writes down that identifiers are one person's, where no order is written with it. False: one of them was erased.</summary>
    public async Task<bool> KnowAsync(ShopId shop, EvidenceSet said, CancellationToken cancellationToken) =>
        await KnowAsync(shop, said, null, cancellationToken) is not null;

    /// <summary>The same, with the memory of offers and answers of the buyer of whom it was known before. Null: one of them was erased.</summary>
    internal async Task<BuyerKey?> KnowAsync(ShopId shop, EvidenceSet said, Buyer? memory, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= ConflictBackoff.MaxConflicts; conflicts++)
        {
            if (await ResolveAsync(shop, said.Identifiers, said.First, cancellationToken) is not { } found)
            {
                return null;
            }

            var row = found.Row ?? await settler.EmptyAsync(found.Key, cancellationToken);
            var evidence = row.Evidence.With(said with { Identifiers = found.Identifiers });
            var known = (memory is null ? row : row.Remember(memory)) with { Evidence = evidence, ErasedBefore = Later(row.ErasedBefore, found.ErasedBefore) };
            if (found.Row is not null && known == row)
            {
                return found.Key;
            }

            if (await buyers.WriteAsync(new BuyerChange { Buyer = known }, cancellationToken) == WriteResult.Written)
            {
                return found.Key;
            }

            await backoff.WaitAsync(said.Identifiers[0].Hash, conflicts + 1, cancellationToken);
        }

        throw new InvalidOperationException($"Shop {shop}: what is known of a buyer was changed by others {ConflictBackoff.MaxConflicts} times in a row.");
    }

    /// <summary>
    /// Has a buyer take in the aliases that lead to them and that they have not taken in: their ledgers, evidence and memory. A retired buyer takes in only
    /// what its resettlement is about to deliver again. False: nothing was to be taken in, or the row was changed by others.
    /// </summary>
    public async Task<bool> TakeInAsync(Lead lead, bool resettling, CancellationToken cancellationToken)
    {
        if (lead.IsWhole || (lead.IsRetired && !resettling) || await TakeInAsync(lead.Key, lead.Row, [.. lead.Missing], cancellationToken) is null)
        {
            return false;
        }

        if (lead.Aliases.Length > 1)
        {
            // A shorter way for the next; a lost race loses nothing.
            await buyers.WriteAsync(new BuyerChange { Buyer = lead.Aliases[0] with { MergedInto = lead.Key.Buyer } }, cancellationToken);
        }

        return true;
    }

    /// <summary>All orders of a buyer, each joined over the partitions that hold something of it.</summary>
    public async Task<Dictionary<string, LedgerEntry>> GatherAsync(IEnumerable<BuyerKey> ledgers, CancellationToken cancellationToken) =>
        await buyers.GatherAsync(ledgers, cancellationToken);

    private async Task<Buyer?> TakeInAsync(BuyerKey key, Buyer? read, ImmutableArray<Buyer> aliases, CancellationToken cancellationToken)
    {
        var row = read ?? await settler.EmptyAsync(key, cancellationToken);
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
            whole = await settler.MakeAsync(whole, row, BuyerFold.Fold(entries.Values, settler.ShopOf(key.Shop)), cancellationToken);
            whole = aliases.Aggregate(whole, (made, alias) => settler.Merged(made, alias.Key.Buyer));
            await queues.NotifyAccountsAsync(entries.Values, key, cancellationToken);
            await settler.AnnounceAsync(whole, row.Outbox, cancellationToken);
        }

        var (result, etag) = await buyers.CommitAsync(new BuyerChange { Buyer = whole }, cancellationToken);
        return result == WriteResult.Written ? whole with { ETag = etag } : null;
    }

    /// <summary>Claims every identifier and merges the buyers they lead to. False: something was finished or lost on the way; begin again.</summary>
    private async Task<bool> ClaimAllAsync(ClaimPass pass, CancellationToken cancellationToken)
    {
        foreach (var identifier in pass.Named)
        {
            if (await ClaimAsync(pass, identifier, cancellationToken) is not { } claim)
            {
                continue; // Looked for, not claimed, after a tombstone was met.
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
            if (identifier == pass.Named[0] && !pass.Dropped && root is { Row: { } row } && row.Evidence.Knows(pass.Named) && !(pass.Placed < row.ErasedBefore))
            {
                pass.Result = new Resolution(root.Key, row, pass.Named, row.ErasedBefore, pass.Placed); // Led anew once, and known since.
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

        // A buyer who is there has claimed the least of their identifiers, so it is read first; the others are usually free.
        if (isLeast && (pass.Start.Row is not null || pass.Start.Aliases.Length > 0)
            && await identities.FindAsync(pass.Shop, name, cancellationToken) is { } known)
        {
            return known;
        }

        var home = pass.Home ?? BuyerId.Of(identifier);
        while (true)
        {
            if (await identities.InsertAsync(new IdentityRow { Shop = pass.Shop, Name = name, Buyer = home }, cancellationToken) is { } claimed)
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
            // All are shared: the least of them has a buyer of its own.
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
            await queues.SendMergeCheckAsync(other.Key, cancellationToken); // Before the first write: the worker may die after it.
            var alias = (other.Row ?? await settler.EmptyAsync(other.Key, cancellationToken)) with { MergedInto = survivor.Key.Buyer, Facts = BuyerFacts.None };
            if (await buyers.WriteAsync(new BuyerChange { Buyer = alias }, cancellationToken) != WriteResult.Written)
            {
                return false;
            }

            sealedRows.Add(alias);
        }

        if (await TakeInAsync(survivor.Key, survivor.Row, sealedRows.ToImmutable(), cancellationToken) is not { } row)
        {
            return false;
        }

        pass.Result = new Resolution(survivor.Key, row, group, pass.ErasedBefore, pass.Placed);
        return true;
    }

    /// <summary>Where a claim leads. A claim that leads to a retired buyer is led anew. Null: look again.</summary>
    private async Task<Lead?> LeadAsync(ClaimPass pass, IdentityRow claim, CancellationToken cancellationToken)
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

    internal static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;

    /// <summary>What one pass over a delivery's identifiers has found.</summary>
    private sealed class ClaimPass(ShopId shop, ImmutableSortedSet<Identifier> named, DateTimeOffset placed, Lead start)
    {
        public ShopId Shop => shop;

        public ImmutableSortedSet<Identifier> Named => named;

        public DateTimeOffset Placed => placed;

        public Lead Start => start;

        public List<IdentityRow> Claims { get; } = [];

        public HashSet<Identifier> Shared { get; } = [];

        /// <summary>The buyers that the claims lead to.</summary>
        public Dictionary<BuyerId, Lead> Roots { get; } = [];

        /// <summary>The buyer for whom unknown identifiers are claimed: the first root.</summary>
        public BuyerId? Home { get; private set; }

        public DateTimeOffset? ErasedBefore { get; private set; }

        /// <summary>A tombstone was met: the delivery will be dropped, and only merges left half done are still looked for.</summary>
        public bool Dropped { get; private set; }

        public Resolution? Result { get; set; }

        public void Note(IdentityRow claim, Lead root)
        {
            Roots.TryAdd(root.Key.Buyer, root);
            if (claim.ErasedBefore > placed)
            {
                Dropped = true;
                Result = null;
                return;
            }

            ErasedBefore = Later(ErasedBefore, claim.ErasedBefore);
            Home ??= root.Key.Buyer;
        }
    }
}
