using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Identity;

/// <summary>
/// Applies a new rule to buyers that are already recorded: an identifier is shared, a merge was wrong, or a person is erased. It writes the
/// rule on the identifier's claim and leads the claim to a new buyer. Then it retires the old buyer's row for good, and delivers all
/// evidence and orders of that row again.
/// </summary>
/// <remarks>
/// Another worker may have read the identifier's claim before the mark was written. It cannot change the claim any more, because the ETag
/// differs. It may still write an order or evidence to the old buyer's row, which it read earlier. If the row was retired first, that write
/// fails and the worker starts again under the new rule. If the write came first, its content is delivered again with the rest of the row.
/// Either way the mark holds at once, without a wait.
/// </remarks>
internal sealed class BuyerResettler(
    IBuyerStore buyers,
    IIdentityStore identities,
    IdentityResolver resolver,
    OrderPlacer placer,
    BuyerRowBuilder rowBuilder,
    IMessageQueues queues,
    ConflictBackoff backoff)
{
    /// <summary>
    /// Maximum number of orders that one message delivers again. The next message does the rest, so that none runs longer than a function
    /// may.
    /// </summary>
    private const int OrdersAtOnce = 400;

    /// <summary>
    /// Writes a mark on an identifier's claim, and leads the claim to a new buyer. Before that it sends the message that resettles the old
    /// buyer: a crash may then cause a needless resettlement, never a missed one.
    /// </summary>
    /// <returns>The buyer that the claim led to before; null if the claim had the mark already.</returns>
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

        throw new InvalidOperationException(
            $"Shop {shop}: an identifier could not be marked, because other workers changed its row {ConflictBackoff.MaxConflicts} times.");
    }

    /// <summary>Finishes the merge of a buyer, if the merging worker died before the surviving buyer took the alias over.</summary>
    /// <remarks>
    /// The surviving buyer may have been retired meanwhile. The message of the worker that died comes again, but it may find nothing to do,
    /// because another worker has delivered the same content. So this check resettles the retired buyer itself.
    /// </remarks>
    public async Task FinishMergeAsync(BuyerKey start, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            await backoff.WaitAsync(start.Buyer.Value, tries, cancellationToken);
            var lead = await resolver.FollowAsync(start, cancellationToken);
            if (lead.IsRetired)
            {
                // This is needed even if nothing is missing: a worker may have died after the retired buyer took the alias over and before
                // its content was delivered again.
                await ResettleAsync(start, cancellationToken);
                return;
            }

            if (lead.IsWhole)
            {
                return;
            }

            await resolver.TakeInAsync(lead, resettling: false, cancellationToken);
        }

        throw new InvalidOperationException(
            $"Buyer {start.Buyer} of shop {start.Shop}: a merge could not be finished, because other workers changed the row "
            + $"{ConflictBackoff.MaxConflicts} times.");
    }

    /// <summary>Retires the buyer that an id leads to, and delivers all evidence and orders of its row again. Safe to repeat.</summary>
    /// <returns>The number of orders that were delivered again.</returns>
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
                var entries = buyers.ReadLedgerAsync(partition, cancellationToken).Take(OrdersAtOnce);
                held.AddRange(await entries.Select(entry => entry.Order.Id).ToListAsync(cancellationToken));
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
                var row = lead.Row ?? await rowBuilder.EmptyAsync(lead.Key, cancellationToken);
                await buyers.WriteAsync(new BuyerTransaction { Buyer = BuyerRowBuilder.Retired(row) }, cancellationToken);
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

        throw new InvalidOperationException(
            $"Buyer {start.Buyer} of shop {start.Shop}: the row could not be retired, because other workers changed it "
            + $"{ConflictBackoff.MaxConflicts} times.");
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

            // Only one of the new buyers keeps the outcomes of the offers: the one of the first evidence with the row's own identifier.
            var own = row.Evidence.Sets.FirstOrDefault(set => set.Identifiers.Contains(row.Key.Buyer.ToIdentifier()))
                ?? row.Evidence.Sets.FirstOrDefault();
            foreach (var set in row.Evidence.Sets)
            {
                var memory = set == own ? row : row with { Offered = row.Offered.ForOther() };
                var (limit, to) = await RedeliverAsync(memory, set, cancellationToken);
                erasedBefore = IdentityResolver.Later(erasedBefore, limit);
                moved.UnionWith(to is { } key ? [key.Buyer] : []);
            }

            if (!row.Evidence.IsEmpty)
            {
                var forgotten = rowBuilder.Forgotten(row, erasedBefore, moved.Count > 0);
                await rowBuilder.AnnounceAsync(forgotten, row.Outbox, cancellationToken);
                if (await buyers.WriteAsync(new BuyerTransaction { Buyer = forgotten }, cancellationToken) != WriteResult.Written)
                {
                    continue;
                }
            }

            foreach (var id in row.Ledgers)
            {
                var merged = await buyers.GetAsync(start with { Buyer = id }, cancellationToken);
                if (merged is { Evidence.IsEmpty: false, MergedInto: not null } alias)
                {
                    await buyers.WriteAsync(new BuyerTransaction { Buyer = alias.Bare() }, cancellationToken);
                }
            }

            return;
        }

        throw new InvalidOperationException(
            $"Buyer {start.Buyer} of shop {start.Shop}: the evidence could not be delivered again, because other workers changed the row "
            + $"{ConflictBackoff.MaxConflicts} times.");
    }

    /// <summary>
    /// Delivers one set of evidence under the rules of now. If one of its identifiers has a tombstone later than the set's first order, the
    /// tombstone spreads to the other identifiers: an erasure concerns everyone whom the evidence from before it connects.
    /// </summary>
    private async Task<(DateTimeOffset? Limit, BuyerKey? To)> RedeliverAsync(
        Buyer row, EvidenceSet set, CancellationToken cancellationToken)
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

            var memory = row.MemorySince(IdentityResolver.Later(erased, tombstone), rowBuilder.ShopOf(row.Key.Shop));
            if (await resolver.KnowAsync(row.Key.Shop, set, memory, cancellationToken) is { } to)
            {
                return (erased, to);
            }
        }

        throw new InvalidOperationException(
            $"Buyer {row.Key.Buyer} of shop {row.Key.Shop}: a set of evidence could not be delivered again, because erasures overtook it "
            + $"{ConflictBackoff.MaxConflicts} times.");
    }
}
