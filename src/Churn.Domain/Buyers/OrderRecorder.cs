using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Records an order in its buyer's ledger, folds, classifies, and writes all of it in one transaction.</summary>
public sealed class OrderRecorder(
    IBuyerStore buyers, IIdentityStore identities, BuyerLocator locator, BuyerFinisher finisher, OrderUniter uniter, BuyerSettler settler, RaceBackoff backoff,
    ErasedTies ties)
{
    /// <summary>Each lost race means that another writer won; with <see cref="RaceBackoff"/> between them, so many in a row mean something else.</summary>
    public const int MaxConflicts = 64;

    /// <summary>
    /// A first delivery whose version is this much later than the order itself tells of a change: the order may stand in another buyer's ledger,
    /// recorded when it named somebody else.
    /// </summary>
    private const long LateTicks = 15 * TimeSpan.TicksPerMinute;

    /// <exception cref="InvalidOperationException">The shop is not configured, or the buyer stayed contended.</exception>
    public async Task<RecordedOrder> RecordAsync(Order order, CancellationToken cancellationToken)
    {
        var shop = settler.ShopOf(order.Shop);

        // Whoever else writes this buyer changes the row's ETag, and whoever inserts this order first makes the insert fail: in both cases nothing
        // of ours is written, and what they wrote is read before the next try.
        var (watched, held) = (false, false);
        for (var conflicts = 0; conflicts <= MaxConflicts; conflicts++)
        {
            var located = await locator.LocateAsync(order, cancellationToken);
            if (located.ErasedBefore(order) is { } before)
            {
                await ties.ForgetAsync(order.Shop, located.Strip(order).Buyer.Identifiers, before, cancellationToken);
                return new RecordedOrder(RecordOutcome.Erased, located.Key, conflicts);
            }

            var facts = located.Buyer?.Facts ?? BuyerFacts.None;
            var incremental = located.Buyer is not { Unfolded: true } && BuyerFold.IsLater(facts, order);
            var mayBeKnown = located.Buyer is not null && (conflicts > 0 || !incremental);
            var existing = mayBeKnown ? await buyers.GetOrderAsync(located.Key, order.Id, cancellationToken) : null;
            var late = existing is null && order.Version - order.PlacedAt.UtcTicks > LateTicks;
            if (existing is null && (late || held) && await uniter.BringAsync(located.Key, located.Strip(order), cancellationToken))
            {
                continue;
            }

            // Asked last: an erasure leaves an order's tombstone before it takes the order away, so it cannot have gone between the two looks.
            if (late && await IsErasedAsync(shop, order.Id, cancellationToken))
            {
                return new RecordedOrder(RecordOutcome.Erased, located.Key, conflicts);
            }

            // Before the write: a worker who dies in between leaves a look that finds nothing, not an order that nobody looks for.
            if (existing is null && !watched)
            {
                await uniter.WatchAsync(located.Strip(order), cancellationToken);
                watched = true;
            }

            var entry = LedgerEntry.Of(located.Strip(order));
            var merged = existing?.Entry.Merge(entry) ?? entry;
            if (existing is not null && OrderJson.Write(merged) == OrderJson.Write(existing.Entry))
            {
                return Recorded(RecordOutcome.Duplicate, located.Buyer!, conflicts, merged, existing);
            }

            var folded = existing is null && incremental
                ? BuyerFold.Add(facts, merged.Effective, shop)
                : await settler.FoldAsync(located.Key, [merged], cancellationToken);
            var row = await settler.OfferAsync(await settler.MakeAsync(located, folded, cancellationToken), cancellationToken);
            var change = new BuyerChange { Buyer = row, Orders = [new LedgerWrite(merged, existing?.ETag)], NewToBucket = !held };
            var (result, etag) = await buyers.CommitAsync(change, cancellationToken);
            if (result == WriteResult.Written)
            {
                return Recorded(existing is null ? RecordOutcome.New : RecordOutcome.Changed, row with { ETag = etag }, conflicts, merged, existing);
            }

            held |= result == WriteResult.HeldElsewhere;
            await backoff.WaitAsync(order.Id, conflicts + 1, cancellationToken);
        }

        throw new InvalidOperationException($"Order {order.Id} of shop {order.Shop}: its buyer was changed by others {MaxConflicts} times in a row.");
    }

    /// <summary>Applies what is known of an order without its buyer (a refund, a deletion). Null: the order has not arrived yet.</summary>
    public async Task<RecordedOrder?> AmendAsync(OrderAmendment amendment, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= MaxConflicts; conflicts++)
        {
            var holders = await buyers.FindOrderAsync(amendment.Shop, amendment.OrderId, cancellationToken);
            if (holders.Count == 0)
            {
                return await IsErasedAsync(settler.ShopOf(amendment.Shop), amendment.OrderId, cancellationToken)
                    ? new RecordedOrder(RecordOutcome.Erased, default, conflicts)
                    : null;
            }

            var located = await finisher.FinishAsync(holders[0], cancellationToken);
            if (located.Buyer is null || await buyers.GetOrderAsync(located.Key, amendment.OrderId, cancellationToken) is not { } existing)
            {
                continue; // Moved between the two reads.
            }

            var merged = existing.Entry.Amend(amendment);
            if (OrderJson.Write(merged) == OrderJson.Write(existing.Entry))
            {
                return Recorded(RecordOutcome.Duplicate, located.Buyer, conflicts, merged, existing);
            }

            var facts = await settler.FoldAsync(located.Key, [merged], cancellationToken);
            var row = await settler.MakeAsync(located, facts, cancellationToken);
            var change = new BuyerChange { Buyer = row, Orders = [new LedgerWrite(merged, existing.ETag)] };
            if (await buyers.CommitAsync(change, cancellationToken) is { Result: WriteResult.Written, ETag: var etag })
            {
                return Recorded(RecordOutcome.Changed, row with { ETag = etag }, conflicts, merged, existing);
            }

            await backoff.WaitAsync(amendment.OrderId, conflicts + 1, cancellationToken);
        }

        throw new InvalidOperationException($"Order {amendment.OrderId} of shop {amendment.Shop}: its buyer was changed by others {MaxConflicts} times in a row.");
    }

    private static RecordedOrder Recorded(RecordOutcome outcome, Buyer row, int conflicts, LedgerEntry now, LedgerRow? before) => new(outcome, row.Key, conflicts)
    {
        Row = row,
        Companies = BuyerFacts.NoCompanies.Union(new[] { now.Order.Buyer.CompanyId, before?.Entry.Order.Buyer.CompanyId }.OfType<string>()),
    };

    // An erased order's own tombstone: the platform may have forgotten the customer too, and then the order names nobody else to know it by.
    private async Task<bool> IsErasedAsync(Shop shop, string orderId, CancellationToken cancellationToken)
    {
        foreach (var tombstone in Tombstones.OfOrder(shop, orderId))
        {
            if (await identities.FindAsync(shop.Id, tombstone, cancellationToken) is { ErasedBefore: not null })
            {
                return true;
            }
        }

        return false;
    }
}
