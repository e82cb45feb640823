using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <inheritdoc cref="IBuyerIdentities" />
public sealed class BuyerIdentities : IBuyerIdentities
{
    /// <summary>
    /// Maximum number of resettlements through which a buyer's id is followed. Each time the buyer's strongest identifier is marked, one is
    /// added.
    /// </summary>
    private const int MaxResettlements = 64;

    private readonly IBuyerStore _buyers;
    private readonly IIdentityStore _identities;
    private readonly IdentityResolver _resolver;
    private readonly OrderRemover _remover;
    private readonly OrderPlacer _placer;
    private readonly BuyerResettler _resettler;

    public BuyerIdentities(
        IBuyerStore buyers, IIdentityStore identities, BuyerRowBuilder rowBuilder, IMessageQueues queues, ConflictBackoff backoff)
    {
        (_buyers, _identities) = (buyers, identities);
        _resolver = new IdentityResolver(buyers, identities, rowBuilder, queues, backoff);
        _remover = new OrderRemover(buyers, identities, _resolver, rowBuilder, queues, backoff);
        _placer = new OrderPlacer(buyers, identities, _resolver, _remover, rowBuilder, backoff);
        _resettler = new BuyerResettler(buyers, identities, _resolver, _placer, rowBuilder, queues, backoff);
    }

    public async Task<Buyer?> FindAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        for (var hops = 0; hops <= MaxResettlements; hops++)
        {
            var lead = await _resolver.FollowAsync(key, cancellationToken);
            if (!lead.IsWhole && !lead.IsRetired)
            {
                await _resolver.TakeInAsync(lead, resettling: false, cancellationToken);
                continue;
            }

            if (!lead.IsRetired)
            {
                return lead.Row;
            }

            var row = await _identities.FindAsync(key.Shop, IdentityName.Of(key.Buyer.ToIdentifier()), cancellationToken);
            if (row?.Buyer is not { } next || next == key.Buyer)
            {
                return null;
            }

            key = key with { Buyer = next };
        }

        return null;
    }

    public async Task<Buyer?> FindRowAsync(BuyerKey key, CancellationToken cancellationToken) =>
        (await _resolver.FollowAsync(key, cancellationToken)).Row;

    public async Task<Buyer?> FindAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken) =>
        await LookUpAsync(shop, identifier, cancellationToken) is { Shared: false, Buyer: { } buyer }
            ? await FindAsync(new BuyerKey(shop, buyer), cancellationToken)
            : null;

    public Task<IdentityRow?> LookUpAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken) =>
        _identities.FindAsync(shop, IdentityName.Of(identifier), cancellationToken);

    public async Task<(Buyer Buyer, LedgerEntry Entry)?> FindOrderAsync(ShopId shop, string orderId, CancellationToken cancellationToken)
    {
        var row = await _identities.FindAsync(shop, IdentityName.OfOrder(orderId), cancellationToken);
        if (row is not { ErasedBefore: null, Buyer: { } holder } claim)
        {
            return null;
        }

        // While an order moves, and after a move whose worker died, its entries may still be with the buyers that it came from.
        Buyer? buyer = null;
        LedgerEntry? entry = null;
        foreach (var place in claim.CameFrom.Remove(holder).Prepend(holder))
        {
            var lead = await _resolver.FollowAsync(new BuyerKey(shop, place), cancellationToken);
            foreach (var partition in lead.Ledgers)
            {
                if (await _buyers.GetOrderAsync(partition, orderId, cancellationToken) is { } held)
                {
                    buyer ??= lead.Row;
                    entry = LedgerEntry.Join(entry, held);
                }
            }
        }

        return buyer is not null && entry is { IsKnown: true } ? (buyer, entry) : null;
    }

    public Task<RecordedOrder> RecordAsync(LedgerEntry said, CancellationToken cancellationToken) =>
        _placer.DeliverAsync(said, null, cancellationToken);

    public async Task<bool> LinkAsync(BuyerLink link, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var name = Identifier.Link([.. link.Customers.Select(customer => customer[0])]);
        if (await LookUpAsync(link.Shop, name, cancellationToken) is { Shared: true })
        {
            return false;
        }

        var known = true;
        foreach (var customer in link.Customers)
        {
            known &= await _resolver.KnowAsync(link.Shop, new EvidenceSet(customer.Add(name), at, at), cancellationToken);
        }

        return known;
    }

    public Task ShareAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken) =>
        _resettler.MarkAsync(shop, identifier, shared: true, null, cancellationToken);

    public async Task<UnmergeResult> UnmergeAsync(BuyerKey merged, CancellationToken cancellationToken)
    {
        var lead = await _resolver.FollowAsync(merged, cancellationToken);
        if (lead is not { Aliases.Length: > 0, Row: { Retired: false } row })
        {
            return new UnmergeResult(false, null);
        }

        if (EvidenceGraph.Between(row.Evidence, merged.Buyer.ToIdentifier(), lead.Key.Buyer.ToIdentifier()) is not { } weakest)
        {
            return new UnmergeResult(true, null);
        }

        await ShareAsync(merged.Shop, weakest, cancellationToken);
        return new UnmergeResult(true, weakest);
    }

    public Task ResettleAsync(BuyerKey key, CancellationToken cancellationToken) => _resettler.ResettleAsync(key, cancellationToken);

    public Task FinishMergeAsync(BuyerKey key, CancellationToken cancellationToken) => _resettler.FinishMergeAsync(key, cancellationToken);

    public async Task<ErasedPerson> FindPersonAsync(
        ShopId shop, ImmutableSortedSet<Identifier> identifiers, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var rows = new List<(Identifier Identifier, IdentityRow? Row)>();
        foreach (var identifier in identifiers)
        {
            rows.Add((identifier, await LookUpAsync(shop, identifier, cancellationToken)));
        }

        // Other people use a shared identifier too, so it is used to find the person only if the request names no other identifier.
        var own = rows.Where(pair => pair.Row is not { Shared: true }).ToList();
        var named = (own.Count > 0 ? own : rows).Select(pair => pair.Identifier).ToImmutableSortedSet();
        var (known, buyers) = (named, new SortedSet<BuyerId>());
        foreach (var (identifier, row) in own.Count > 0 ? own : rows)
        {
            // A worker that read the identifier's claim before it was led to a new buyer may have written for the buyer of that time.
            var starts = (row?.CameFrom ?? []).Add(BuyerId.Of(identifier));
            foreach (var start in row?.Buyer is { } leads ? starts.Add(leads) : starts)
            {
                var lead = await _resolver.FollowAsync(new BuyerKey(shop, start), cancellationToken);
                buyers.UnionWith(lead.Ledgers.Select(partition => partition.Buyer).Append(start));
                if (lead.Row is { } buyer)
                {
                    known = known.Union(EvidenceGraph.ConnectedBefore(buyer.Evidence, named, before));
                }
            }
        }

        return new ErasedPerson(named, known, [.. buyers]);
    }

    public async Task ErasePersonAsync(
        ShopId shop, ImmutableSortedSet<Identifier> identifiers, DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var identifier in identifiers)
        {
            if (await _resettler.MarkAsync(shop, identifier, shared: false, before, cancellationToken) is { } buyer)
            {
                await _resettler.ResettleAsync(new BuyerKey(shop, buyer), cancellationToken);
            }
        }
    }

    public Task<Order?> EraseOrderAsync(ShopId shop, string orderId, CancellationToken cancellationToken) =>
        _remover.EraseAsync(shop, orderId, cancellationToken);
}
