using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>
/// Applies a new rule to people who are already recorded: an identifier that is shared, a merge that was wrong, an erasure. The rule is written on the
/// identifier's row and leads it to a new buyer; the old buyer's row is retired for good, and all that it holds, evidence and orders, is delivered again.
/// </summary>
/// <remarks>
/// A worker that read the identifier's row before the mark cannot turn it any more. What it may still write is guarded by a buyer's row that it read before: either
/// the write fails, for the row was retired, or it came first and is delivered again. So every mark is exact at once, without a wait.
/// </remarks>
internal sealed class BuyerResettler(
    IBuyerStore buyers, IIdentityStore identities, IdentityResolver resolver, OrderPlacer placer, BuyerSettler settler, IMessageQueues queues,
    ConflictBackoff backoff)
{
    /// <summary>Orders that one message delivers again; the rest is left to the next, so that none runs longer than a function may.</summary>
    private const int OrdersAtOnce = 400;

    /// <summary>Writes on an identifier's row what is said of it, and leads it anew. The buyer it led to is resettled by a message, sent before.</summary>
    /// <returns>The buyer whom the identifier led to; null: the row said so already.</returns>
    public async Task<BuyerId?> MarkAsync(
        ShopId shop, Identifier identifier, bool shared, DateTimeOffset? erasedBefore, CancellationToken cancellationToken)
    {
        var name = IdentityName.Of(identifier);
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            await backoff.WaitAsync(identifier.Hash, tries, cancellationToken);
            var first = new IdentityRow { Shop = shop, Name = name, Buyer = BuyerId.Of(identifier) };
            var row = await identities.FindAsync(shop, name, cancellationToken) ?? await identities.InsertAsync(first, cancellationToken);
            if (row is null)
            {
                continue;
            }

            if ((!shared || row.Shared) && (erasedBefore is null || row.ErasedBefore >= erasedBefore))
            {
                return null;
            }

            await queues.SendResettleAsync(new BuyerKey(shop, row.Buyer!.Value), cancellationToken);
            var marked = row.LedAnew() with
            {
                Shared = row.Shared || shared,
                ErasedBefore = IdentityResolver.Later(row.ErasedBefore, erasedBefore),
            };
            if (await identities.ReplaceAsync(marked, cancellationToken) is not null)
            {
                return row.Buyer;
            }
        }

        throw new InvalidOperationException($"Shop {shop}: an identifier was changed by others {ConflictBackoff.MaxConflicts} times in a row.");
    }

    /// <summary>
    /// Looks after an alias that a merge made. Its worker may have died before the other buyer took it in, and that buyer may have been retired meanwhile;
    /// then the worker's message may find nothing to do when it comes again, for another worker has delivered everything that it was about to deliver.
    /// </summary>
    public async Task FinishMergeAsync(BuyerKey start, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            await backoff.WaitAsync(start.Buyer.Value, tries, cancellationToken);
            var lead = await resolver.FollowAsync(start, cancellationToken);
            if (lead.IsRetired)
            {
                // Whole or not: a worker that had the retired buyer take the alias in may have died before it delivered that again.
                await ResettleAsync(start, cancellationToken);
                return;
            }

            if (lead.IsWhole)
            {
                return;
            }

            await resolver.TakeInAsync(lead, resettling: false, cancellationToken);
        }

        throw new InvalidOperationException($"Buyer {start.Buyer} of shop {start.Shop}: finishing a merge was overtaken {ConflictBackoff.MaxConflicts} times.");
    }

    /// <summary>Retires the buyer to whom an id leads, and delivers all that the row holds again. Safe to repeat.</summary>
    /// <returns>The orders that were looked through.</returns>
    public async Task<int> ResettleAsync(BuyerKey start, CancellationToken cancellationToken)
    {
        await RetireAsync(start, cancellationToken);
        await RedeliverEvidenceAsync(start, cancellationToken);
        var delivered = 0;
        while (true)
        {
            var lead = await resolver.FollowAsync(start, cancellationToken);
            var held = new List<string>();
            foreach (var partition in lead.Ledgers)
            {
                held.AddRange(await buyers.ReadLedgerAsync(partition, cancellationToken).Take(OrdersAtOnce).Select(entry => entry.Order.Id).ToListAsync(cancellationToken));
            }

            foreach (var orderId in held.Distinct())
            {
                if (delivered++ == OrdersAtOnce)
                {
                    await queues.SendResettleAsync(start, cancellationToken);
                    return delivered;
                }

                await placer.DeliverAsync(LedgerEntry.Nothing(start.Shop, orderId), lead.Key.Buyer, cancellationToken);
            }

            if (held.Count == 0)
            {
                return delivered;
            }
        }
    }

    private async Task RetireAsync(BuyerKey start, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            await backoff.WaitAsync(start.Buyer.Value, tries, cancellationToken);
            var lead = await resolver.FollowAsync(start, cancellationToken);
            if (!lead.IsRetired)
            {
                var row = lead.Row ?? await settler.EmptyAsync(lead.Key, cancellationToken);
                await buyers.WriteAsync(new BuyerChange { Buyer = BuyerSettler.Retired(row) }, cancellationToken);
            }
            else if (lead.IsWhole)
            {
                return;
            }
            else
            {
                await resolver.TakeInAsync(lead, resettling: true, cancellationToken);
            }
        }

        throw new InvalidOperationException($"Buyer {start.Buyer} of shop {start.Shop}: retiring them was overtaken {ConflictBackoff.MaxConflicts} times.");
    }

    private async Task RedeliverEvidenceAsync(BuyerKey start, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            await backoff.WaitAsync(start.Buyer.Value, tries, cancellationToken);
            var lead = await resolver.FollowAsync(start, cancellationToken);
            var row = lead.Row!;
            DateTimeOffset? erasedBefore = null;
            var moved = new SortedSet<BuyerId>();
            // What was offered stays with one of the buyers: the one whom the first evidence of the row's own identifier makes.
            var own = row.Evidence.Sets.FirstOrDefault(set => set.Identifiers.Contains(row.Key.Buyer.ToIdentifier())) ?? row.Evidence.Sets.FirstOrDefault();
            foreach (var set in row.Evidence.Sets)
            {
                var memory = set == own ? row : row with { Offered = row.Offered.ForOther() };
                var (limit, to) = await RedeliverAsync(memory, set, cancellationToken);
                erasedBefore = IdentityResolver.Later(erasedBefore, limit);
                moved.UnionWith(to is { } key ? [key.Buyer] : []);
            }

            if (!row.Evidence.IsEmpty)
            {
                var forgotten = settler.Forgotten(row, erasedBefore, moved.Count > 0);
                await settler.AnnounceAsync(forgotten, row.Outbox, cancellationToken);
                if (await buyers.WriteAsync(new BuyerChange { Buyer = forgotten }, cancellationToken) != WriteResult.Written)
                {
                    continue;
                }
            }

            foreach (var id in row.Ledgers)
            {
                if (await buyers.GetAsync(start with { Buyer = id }, cancellationToken) is { Evidence.IsEmpty: false, MergedInto: not null } alias)
                {
                    await buyers.WriteAsync(new BuyerChange { Buyer = alias.Bare() }, cancellationToken);
                }
            }

            return;
        }

        throw new InvalidOperationException($"Buyer {start.Buyer} of shop {start.Shop}: delivering again was overtaken {ConflictBackoff.MaxConflicts} times.");
    }

    /// <summary>
    /// Delivers one set of evidence under the rules of now. A tombstone on one of its identifiers that is later than the first time it was said spreads to
    /// the others: the person who was erased is everyone whom the evidence of before connects.
    /// </summary>
    private async Task<(DateTimeOffset? Limit, BuyerKey? To)> RedeliverAsync(Buyer row, EvidenceSet set, CancellationToken cancellationToken)
    {
        DateTimeOffset? erased = null;
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            var rows = new List<(Identifier Identifier, IdentityRow? Row)>();
            foreach (var identifier in set.Identifiers)
            {
                rows.Add((identifier, await identities.FindAsync(row.Key.Shop, IdentityName.Of(identifier), cancellationToken)));
            }

            var own = rows.Where(pair => pair.Row is not { Shared: true }).ToList();
            var asked = own.Count > 0 ? own : [rows[0]];
            var tombstone = asked.Max(pair => pair.Row?.ErasedBefore);
            if (tombstone is { } limit && limit > set.First)
            {
                foreach (var (identifier, _) in asked)
                {
                    await MarkAsync(row.Key.Shop, identifier, false, limit, cancellationToken);
                }

                erased = IdentityResolver.Later(erased, limit);
                set = set with { First = limit };
            }

            if (set.Last < set.First)
            {
                return (erased, null);
            }

            if (await resolver.KnowAsync(row.Key.Shop, set, row.MemorySince(IdentityResolver.Later(erased, tombstone), settler.ShopOf(row.Key.Shop)), cancellationToken) is { } to)
            {
                return (erased, to);
            }
        }

        throw new InvalidOperationException($"Buyer {row.Key.Buyer} of shop {row.Key.Shop}: evidence was overtaken {ConflictBackoff.MaxConflicts} times.");
    }
}
