using Churn.Domain.Accounts;
using Churn.Domain.Events;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>
/// Brings together an order that stands in two ledgers: a delivery that names other people than an earlier one, and nobody whom both name, is recorded
/// with another buyer.
/// </summary>
/// <remarks>
/// An order's first delivery may come last, hours later, and can be told by nothing from any other order: it costs no look elsewhere. It is the changed
/// delivery that shows by its version, and whoever records one looks at once and again until no delivery can still be under way. Two deliveries at the
/// same time miss each other at the first look, not at the second.
/// </remarks>
public sealed class OrderUniter(
    IBuyerStore buyers, IIdentityStore identities, BuyerFinisher finisher, BuyerMerger merger, BuyerSettler settler, IMessageQueues queues, SearchWaits waits)
{
    /// <summary>Platforms send the versions of an order's first seconds (placed, paid) with the same buyer: later ones tell of a change.</summary>
    private const long FreshTicks = TimeSpan.TicksPerMinute;

    /// <summary>
    /// Has an order looked for later, if it is about to be recorded from a delivery that need not be its first: one that tells of a change. The order
    /// of a nobody, or of an address that several people share, is looked for once: its buyer may be named within the first minute, or was before the address was shared.
    /// </summary>
    public async Task WatchAsync(Order order, CancellationToken cancellationToken)
    {
        var changed = order.Version - order.PlacedAt.UtcTicks > FreshTicks;
        if (changed || order.Buyer.IsAnonymous || order.Buyer.IsGuest)
        {
            var attempt = changed ? 0 : waits.Waits.Count - 1;
            await queues.SendAsync(new OrderSearch { Shop = order.Shop, OrderId = order.Id, Attempt = attempt }, waits.Waits[Math.Min(attempt, 1)], cancellationToken);
        }
    }

    /// <summary>Looks for an order and brings together what it finds; then waits for the next look, if there is one.</summary>
    /// <returns>Whether the order stood in several ledgers.</returns>
    public async Task<bool> SearchAsync(OrderSearch search, CancellationToken cancellationToken)
    {
        var united = await UniteAsync(search, cancellationToken);
        var next = search.Attempt + 1;
        if (next < waits.Waits.Count)
        {
            await queues.SendAsync(search with { Attempt = next }, waits.Waits[next], cancellationToken);
        }

        return united;
    }

    /// <summary>Brings an order that is about to be recorded with a buyer together with what other ledgers hold of it. False: none does.</summary>
    public async Task<bool> BringAsync(BuyerKey here, Order order, CancellationToken cancellationToken)
    {
        foreach (var (key, row) in (await HoldersAsync(here.Shop, order.Id, cancellationToken)).Where(holder => holder.Key != here))
        {
            var held = await IsSharedAsync(row, cancellationToken);
            if (order.Buyer.IsGuest || (held && order.Buyer.IsAnonymous))
            {
                return false; // Which of the two is to give way is seen at the next look, when both are recorded.
            }

            if (held)
            {
                // Before it is moved: whoever is overtaken between the copy and the removal leaves it in both, and is told by nothing from a repeat.
                await queues.SendAsync(new OrderSearch { Shop = order.Shop, OrderId = order.Id }, waits.Waits[0], cancellationToken);
                await MoveAsync(key, here, row, LedgerEntry.Of(order), cancellationToken);
            }
            else
            {
                await merger.UniteAsync(here.Shop, [here.Buyer, key.Buyer], null, cancellationToken);
            }

            return true;
        }

        return false;
    }

    private async Task<bool> UniteAsync(OrderSearch search, CancellationToken cancellationToken)
    {
        var united = false;
        for (var conflicts = 0; conflicts <= OrderRecorder.MaxConflicts; conflicts++)
        {
            var holders = await HoldersAsync(search.Shop, search.OrderId, cancellationToken);
            if (holders.Count < 2)
            {
                return united;
            }

            united = true;
            var (people, guests, nobodies) = (new List<BuyerKey>(), new List<BuyerKey>(), new List<BuyerKey>());
            foreach (var (key, row) in holders)
            {
                (row.Entry.Order.Buyer.IsAnonymous ? nobodies : await IsSharedAsync(row, cancellationToken) ? guests : people).Add(key);
            }

            // Under an address that several people share stands only what names nothing else: this order goes to the person it names by now, no other does.
            if (guests.Count > 0)
            {
                var ranked = people.Take(1).Concat(guests).Concat(nobodies).ToList();
                await MoveAsync(ranked[^1], ranked[0], holders[ranked[^1]], null, cancellationToken);
            }
            else
            {
                await merger.UniteAsync(search.Shop, [.. people.Concat(nobodies).Select(key => key.Buyer)], null, cancellationToken);
            }
        }

        throw new InvalidOperationException($"Order {search.OrderId} of shop {search.Shop}: its buyers were changed by others {OrderRecorder.MaxConflicts} times in a row.");
    }

    // Merges and splits under way are finished first: in the middle of one an order may stand in two ledgers by right.
    private async Task<SortedDictionary<BuyerKey, LedgerRow>> HoldersAsync(ShopId shop, string orderId, CancellationToken cancellationToken)
    {
        var keys = new HashSet<BuyerKey>();
        foreach (var holder in await buyers.FindOrderAsync(shop, orderId, cancellationToken))
        {
            keys.Add((await finisher.FinishAsync(holder, cancellationToken)).Key);
        }

        var holders = new SortedDictionary<BuyerKey, LedgerRow>(Comparer<BuyerKey>.Create((left, right) => left.Buyer.CompareTo(right.Buyer)));
        foreach (var key in keys)
        {
            if (await buyers.GetOrderAsync(key, orderId, cancellationToken) is { } row)
            {
                holders.Add(key, row);
            }
        }

        return holders;
    }

    private async Task<bool> IsSharedAsync(LedgerRow row, CancellationToken cancellationToken)
    {
        foreach (var identifier in row.Entry.Order.Buyer.Identifiers)
        {
            if (await identities.FindAsync(row.Entry.Order.Shop, identifier, cancellationToken) is not { Shared: true })
            {
                return false;
            }
        }

        return true;
    }

    // Copied, then removed, each folded with the row's ETag; whoever comes after a crash finds both and does it again.
    private async Task MoveAsync(BuyerKey from, BuyerKey to, LedgerRow row, LedgerEntry? own, CancellationToken cancellationToken)
    {
        var there = await buyers.GetAsync(to, cancellationToken);
        var known = await buyers.GetOrderAsync(to, row.Entry.Order.Id, cancellationToken);
        if (there.Alias is not null || (known?.Entry ?? own) is not { } joined)
        {
            return;
        }

        var entry = joined.Merge(row.Entry.Order.Buyer.IsAnonymous ? row.Entry : row.Entry.WithShared(row.Entry.Order.Buyer.Identifiers));
        var buyer = await settler.MakeAsync(new LocatedBuyer(to, there.Buyer), await settler.FoldAsync(to, [entry], cancellationToken), cancellationToken);
        await settler.AnnounceAsync(buyer, there.Buyer?.Outbox ?? Outbox.Empty, cancellationToken);
        if (await buyers.WriteAsync(new BuyerChange { Buyer = buyer, Orders = [new LedgerWrite(entry, known?.ETag)] }, cancellationToken) != WriteResult.Written
            || (await buyers.GetAsync(from, cancellationToken)).Buyer is not { } left)
        {
            return;
        }

        await queues.NotifyAccountsAsync([row], to, cancellationToken);
        var rest = await buyers.ReadLedgerAsync(from, cancellationToken).Where(other => other.Entry.Order.Id != row.Entry.Order.Id)
            .Select(other => other.Entry.Effective).ToListAsync(cancellationToken);
        var without = await settler.MakeAsync(new LocatedBuyer(from, left), BuyerFold.Fold(rest, settler.ShopOf(from.Shop)), cancellationToken);
        await settler.AnnounceAsync(without, left.Outbox, cancellationToken);
        await buyers.WriteAsync(new BuyerChange { Buyer = without, Removals = [row], MovedTo = to }, cancellationToken);
    }
}
