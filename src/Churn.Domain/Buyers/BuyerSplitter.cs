using System.Collections.Immutable;
using Churn.Domain.Accounts;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>
/// Takes buyers apart who are several people: because they share an identifier, or because a merge is undone. Each order goes to the person its
/// other identifiers name.
/// </summary>
/// <remarks>
/// The row is marked first; whoever meets it finishes the work before using it. Pages of orders are copied to the person they belong to and then
/// removed, each along with the buyer's own row and its ETag, so every step may be repeated and a crash between two leaves the mark to go on from.
/// </remarks>
public sealed class BuyerSplitter(IBuyerStore buyers, IIdentityStore identities, BuyerSettler settler, IMessageQueues queues)
{
    /// <summary>Marks an identifier as shared by several people, and takes apart whom it had made one.</summary>
    public async Task ShareAsync(ShopId shop, Identifier identifier, CancellationToken cancellationToken)
    {
        var owner = await identities.FindAsync(shop, identifier, cancellationToken);
        await identities.ShareAsync(shop, identifier, cancellationToken);
        var located = await buyers.FollowAsync(new BuyerKey(shop, owner?.Buyer ?? BuyerId.Of(identifier)), cancellationToken);
        await SplitAsync(located.Key, cancellationToken);
    }

    /// <summary>
    /// Undoes a merge: the alias becomes a buyer again with the orders that are theirs. If an identifier connects the two, it is marked as shared,
    /// or the next order would merge them again.
    /// </summary>
    /// <returns>The identifier that was marked, or null when only the platform had said they were one.</returns>
    /// <exception cref="InvalidOperationException">Nothing was merged there, or more than one identifier connects the two.</exception>
    public async Task<Identifier?> UndoAsync(BuyerKey merged, CancellationToken cancellationToken)
    {
        if ((await buyers.GetAsync(merged, cancellationToken)).Alias is null)
        {
            throw new InvalidOperationException($"Buyer {merged.Buyer} of shop {merged.Shop} was not merged into another.");
        }

        var survivor = await buyers.FollowAsync(merged, cancellationToken);
        var ledger = await buyers.ReadLedgerAsync(survivor.Key, cancellationToken).ToListAsync(cancellationToken);
        var (one, other) = (merged.Buyer.ToIdentifier(), survivor.Key.Buyer.ToIdentifier());
        Identifier? connecting = null;
        if (!IdentityGraph.Apart(ledger, [], one, other))
        {
            connecting = IdentityGraph.Connecting(ledger, one, other) ?? throw new InvalidOperationException(
                $"Buyer {merged.Buyer} of shop {merged.Shop}: more than one identifier connects them with {survivor.Key.Buyer}; mark the shared ones one by one.");
            await identities.ShareAsync(merged.Shop, connecting.Value, cancellationToken);
        }

        await SplitAsync(survivor.Key, cancellationToken);
        return connecting;
    }

    /// <summary>Finishes the split that a buyer's row says is under way.</summary>
    public async Task FinishAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= OrderRecorder.MaxConflicts; conflicts++)
        {
            if ((await buyers.GetAsync(key, cancellationToken)).Buyer is not { Splitting: true } buyer)
            {
                return;
            }

            var ledger = await buyers.ReadLedgerAsync(key, cancellationToken).ToListAsync(cancellationToken);
            var shared = await SharedAsync(key.Shop, ledger, cancellationToken);
            var moved = true;
            foreach (var (home, rows) in IdentityGraph.Components(ledger, shared))
            {
                moved &= home == key.Buyer
                    ? await StripAsync(key, rows, ledger, cancellationToken)
                    : await MoveAsync(buyer, key with { Buyer = home }, rows, shared, cancellationToken);
            }

            if (moved && await settler.SettleAsync(key, (row, _) => row with { Splitting = false }, cancellationToken))
            {
                return;
            }
        }

        throw new InvalidOperationException($"Buyer {key.Buyer} of shop {key.Shop}: a split was overtaken {OrderRecorder.MaxConflicts} times.");
    }

    private async Task SplitAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        while ((await buyers.GetAsync(key, cancellationToken)).Buyer is { } buyer)
        {
            if (await buyers.WriteAsync(new BuyerChange { Buyer = buyer with { Splitting = true } }, cancellationToken) == WriteResult.Written)
            {
                await FinishAsync(key, cancellationToken);
                return;
            }
        }
    }

    private async Task<ImmutableSortedSet<Identifier>> SharedAsync(ShopId shop, List<LedgerRow> ledger, CancellationToken cancellationToken)
    {
        var shared = ImmutableSortedSet<Identifier>.Empty;
        foreach (var identifier in ledger.SelectMany(row => row.Entry.Order.Buyer.Identifiers).Distinct().Where(i => i.Kind != IdentifierKind.AnonymousOrder))
        {
            shared = await identities.FindAsync(shop, identifier, cancellationToken) is { Shared: true } ? shared.Add(identifier) : shared;
        }

        return shared;
    }

    // What stays is rewritten without the shared identifiers, where it had some.
    private async Task<bool> StripAsync(BuyerKey key, List<LedgerRow> rows, List<LedgerRow> ledger, CancellationToken cancellationToken)
    {
        var before = ledger.ToDictionary(row => row.Entry.Order.Id, row => row.Entry);
        foreach (var page in rows.Where(row => row.Entry != before[row.Entry.Order.Id]).Chunk(BuyerChange.MaxOrders / 4))
        {
            if ((await buyers.GetAsync(key, cancellationToken)).Buyer is not { Splitting: true } buyer)
            {
                return false;
            }

            var change = new BuyerChange { Buyer = buyer with { Unfolded = true }, Orders = [.. page.Select(row => new LedgerWrite(row.Entry, row.ETag))] };
            if (await buyers.WriteAsync(change, cancellationToken) == WriteResult.Conflict)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<bool> MoveAsync(Buyer from, BuyerKey to, List<LedgerRow> rows, ImmutableSortedSet<Identifier> shared, CancellationToken cancellationToken)
    {
        while (rows.Count > 0)
        {
            var page = await LedgerPage.TakeAsync(rows.ToAsyncEnumerable());
            rows = rows[page.Count..];
            var there = await buyers.GetAsync(to, cancellationToken);
            var row = there.Buyer ?? await settler.NobodyAsync(to, cancellationToken) with { ETag = there.Alias?.ETag, Offered = from.Offered.ForOther(), Erasures = from.Erasures };
            var copies = await LedgerPage.JoinAsync(buyers, to, page, cancellationToken);
            if (await buyers.WriteAsync(new BuyerChange { Buyer = row with { Unfolded = true }, Orders = copies }, cancellationToken) == WriteResult.Conflict)
            {
                return false;
            }

            foreach (var identifier in page.SelectMany(r => r.Entry.Order.Buyer.Identifiers).Distinct().Except(shared).Where(i => i.Kind != IdentifierKind.AnonymousOrder))
            {
                await identities.AssignAsync(to.Shop, identifier, to.Buyer, cancellationToken);
            }

            await queues.NotifyAccountsAsync(page, to, cancellationToken);
            if ((await buyers.GetAsync(from.Key, cancellationToken)).Buyer is not { Splitting: true } current
                || await buyers.WriteAsync(new BuyerChange { Buyer = current with { Unfolded = true }, Removals = page, MovedTo = to }, cancellationToken) == WriteResult.Conflict)
            {
                return false;
            }
        }

        return await settler.SettleAsync(to, (row, _) => row, cancellationToken);
    }
}
