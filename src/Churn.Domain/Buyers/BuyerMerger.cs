using Churn.Domain.Accounts;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>
/// Makes several buyers one, in steps that survive a crash at any point and any number of workers at once.
/// </summary>
/// <remarks>
/// First the survivor's row notes who is arriving; from then on whoever touches the survivor finishes the merge first. Then an alias takes the
/// other's place, so that nothing new is recorded there. Then ledger rows are copied and removed, a page at a time; each page goes along with the
/// survivor's (or the alias's) own row and its ETag, so that a worker who was overtaken - the survivor itself merged on, another worker ahead -
/// writes nothing. Copying joins what both ledgers know of an order, which may be repeated at will. At last the survivor's ledger is folded whole
/// and the note is removed. Identifiers stay with whom they were claimed for: the alias leads on from there, and back again should the merge be undone. A row that is being taken apart is so before it leaves, and an address that several people share never does.
/// </remarks>
public sealed class BuyerMerger(IBuyerStore buyers, BuyerSplitter splitter, BuyerSettler settler, IMessageQueues queues)
{
    /// <summary>The one buyer that all of these are from now on; merges what must be merged, and finishes what others began.</summary>
    /// <param name="shop">Theirs.</param>
    /// <param name="owners">At least one; no aliases.</param>
    /// <param name="known">A row already read, to save reading it again.</param>
    /// <param name="cancellationToken">Stops between two steps, which loses nothing.</param>
    public async Task<LocatedBuyer> UniteAsync(ShopId shop, IReadOnlyCollection<BuyerId> owners, LocatedBuyer? known, CancellationToken cancellationToken)
    {
        var least = new BuyerKey(shop, owners.Min());
        if (owners.Count == 1 && known?.Key == least && known.Buyer is not { Arriving.Count: > 0 })
        {
            return known;
        }

        var survivor = least;
        foreach (var owner in owners)
        {
            survivor = await AnnounceAsync(survivor, least with { Buyer = owner }, cancellationToken);
        }

        return await FinishAsync(survivor, cancellationToken);
    }

    /// <summary>Finishes the merges that a buyer's row says are under way.</summary>
    public async Task<LocatedBuyer> FinishAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= OrderRecorder.MaxConflicts; conflicts++)
        {
            var located = await buyers.FollowAsync(key, cancellationToken);
            if (located.Buyer is not { Arriving.Count: > 0 } survivor)
            {
                return located;
            }

            var from = survivor.Key with { Buyer = new BuyerId(survivor.Arriving[0]) };
            if (await ReplaceByAliasAsync(from, survivor, cancellationToken) && await MoveLedgerAsync(from, survivor.Key, cancellationToken))
            {
                await settler.SettleAsync(survivor.Key, (row, now) => Received(row, from.Buyer, now), cancellationToken);
            }
        }

        throw new InvalidOperationException($"Buyer {key.Buyer} of shop {key.Shop}: a merge was overtaken {OrderRecorder.MaxConflicts} times.");
    }

    // Either may have been merged on since the caller looked, so who is the lesser is seen here: were two workers to note two buyers at each
    // other, each merge would wait for the other for ever.
    private async Task<BuyerKey> AnnounceAsync(BuyerKey one, BuyerKey other, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= OrderRecorder.MaxConflicts; conflicts++)
        {
            var first = await buyers.FollowAsync(one, cancellationToken);
            var second = one == other ? first : await buyers.FollowAsync(other, cancellationToken);
            if (first.Key == second.Key || second.Buyer is { IsSharedAddress: true })
            {
                return first.Key;
            }

            if (first.Buyer is { IsSharedAddress: true })
            {
                return second.Key;
            }

            var (survivor, leaving) = first.Key.Buyer.CompareTo(second.Key.Buyer) < 0 ? (first, second.Key.Buyer) : (second, first.Key.Buyer);
            var row = survivor.Buyer ?? await settler.NobodyAsync(survivor.Key, cancellationToken);
            var noted = row with { Arriving = row.Arriving.Add(leaving.Value) };
            if (row.Arriving.Contains(leaving.Value) || await buyers.WriteAsync(new BuyerChange { Buyer = noted }, cancellationToken) == WriteResult.Written)
            {
                return survivor.Key;
            }
        }

        throw new InvalidOperationException($"Buyer {one.Buyer} of shop {one.Shop}: a merge was overtaken {OrderRecorder.MaxConflicts} times.");
    }

    // Whoever is merging away must have received all that was arriving at them, and what they were offered must not be offered again, nor what was erased come back.
    private async Task<bool> ReplaceByAliasAsync(BuyerKey from, Buyer survivor, CancellationToken cancellationToken)
    {
        var row = await buyers.GetAsync(from, cancellationToken);
        if (row.Alias is { } alias)
        {
            return alias.MergedInto == survivor.Key.Buyer || await ForgetAsync(from, survivor, cancellationToken);
        }

        if (row.Buyer is { IsSharedAddress: true })
        {
            // Marked since it was noted here, and what may have come on its word is looked through.
            var parted = survivor with { Arriving = survivor.Arriving.Remove(from.Buyer.Value), Splitting = true };
            await buyers.WriteAsync(new BuyerChange { Buyer = parted }, cancellationToken);
            return false;
        }

        if (row.Buyer is { Arriving.Count: > 0 })
        {
            await FinishAsync(from, cancellationToken);
            return false;
        }

        if (row.Buyer is { Splitting: true })
        {
            await splitter.FinishAsync(from, cancellationToken);
            return false;
        }

        if (row.Buyer is { } leaving && Inherit(survivor, leaving) is { } kept && (!kept.Offered.Equals(survivor.Offered)
            || kept.Feedback != survivor.Feedback || !kept.Links.Equals(survivor.Links) || !kept.Outbox.Pending.SequenceEqual(survivor.Outbox.Pending) || !leaving.Erasures.IsKnownTo(survivor.Erasures)))
        {
            await buyers.WriteAsync(new BuyerChange { Buyer = kept }, cancellationToken);
            return false;
        }

        var replaced = new BuyerChange { Alias = new BuyerAlias(from, survivor.Key.Buyer, row.Buyer?.ETag) };
        return await buyers.WriteAsync(replaced, cancellationToken) == WriteResult.Written;
    }

    // The note goes with the event: whoever finds no note has nothing to tell.
    private Buyer Received(Buyer row, BuyerId from, DateTimeOffset now) => row.Arriving.Contains(from.Value)
        ? BuyerEvents.Merged(settler.ShopOf(row.Key.Shop), row, from, now) with { Arriving = row.Arriving.Remove(from.Value) }
        : row;

    private static Buyer Inherit(Buyer survivor, Buyer leaving) => survivor with
    {
        Offered = survivor.Offered.Join(leaving.Offered),
        Feedback = survivor.Feedback.Join(leaving.Feedback),
        Links = survivor.Links.Join(leaving.Links),
        Erasures = survivor.Erasures.Join(leaving.Erasures),
        Outbox = survivor.Outbox.Join(leaving.Outbox),
    };

    // The arriving buyer went elsewhere meanwhile: that place is to be united with this one. It is noted there before it is forgotten here, so
    // that a crash in between leaves the two connected.
    private async Task<bool> ForgetAsync(BuyerKey from, Buyer survivor, CancellationToken cancellationToken)
    {
        var elsewhere = (await buyers.FollowAsync(from, cancellationToken)).Key;
        var lesser = elsewhere.Buyer.CompareTo(survivor.Key.Buyer) < 0;
        if (lesser)
        {
            await AnnounceAsync(elsewhere, survivor.Key, cancellationToken);
        }

        var arriving = survivor.Arriving.Remove(from.Buyer.Value);
        var forgotten = survivor with { Arriving = lesser || elsewhere == survivor.Key ? arriving : arriving.Add(elsewhere.Buyer.Value) };
        if (await buyers.WriteAsync(new BuyerChange { Buyer = forgotten }, cancellationToken) == WriteResult.Written && lesser)
        {
            await FinishAsync(elsewhere, cancellationToken);
        }

        return false;
    }

    private async Task<bool> MoveLedgerAsync(BuyerKey from, BuyerKey into, CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await LedgerPage.TakeAsync(buyers.ReadLedgerAsync(from, cancellationToken));
            if (page.Count == 0)
            {
                return true;
            }

            if ((await buyers.GetAsync(into, cancellationToken)).Buyer is not { } survivor || !survivor.Arriving.Contains(from.Buyer.Value))
            {
                return false;
            }

            var copies = await LedgerPage.JoinAsync(buyers, into, page, cancellationToken);
            if (await buyers.WriteAsync(new BuyerChange { Buyer = survivor, Orders = copies }, cancellationToken) == WriteResult.Written)
            {
                await queues.NotifyAccountsAsync(page, into, cancellationToken);
                if ((await buyers.GetAsync(from, cancellationToken)).Alias is not { } alias)
                {
                    return false;
                }

                await buyers.WriteAsync(new BuyerChange { Alias = alias, Removals = page, MovedTo = into }, cancellationToken);
            }
        }
    }
}
