using Churn.Domain.Classification;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>What a buyer's ledger says of them, today and on any day past.</summary>
public sealed class BuyerHistory(IBuyerStore buyers, IShopDirectory shops, IRulebooks rulebooks)
{
    /// <summary>The buyer's orders as they stand, in the order they were placed.</summary>
    public async Task<IReadOnlyList<Order>> ReadAsync(Buyer buyer, CancellationToken cancellationToken)
    {
        var orders = await buyers.ReadOrdersAsync(buyer, cancellationToken);
        return [.. orders.OrderBy(order => order.Position)];
    }

    /// <summary>
    /// The newest of the buyer's orders that were placed before a place in the history, newest first. The ledger is read through, for it stands by order id, but no
    /// more orders are held than are asked for.
    /// </summary>
    /// <param name="buyer">The buyer.</param>
    /// <param name="takes">Which orders count.</param>
    /// <param name="before">The order that the page before ended with; null: none.</param>
    /// <param name="most">How many at most, 1 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<Order>> PageAsync(Buyer buyer, Func<Order, bool> takes, OrderPosition? before, int most, CancellationToken cancellationToken)
    {
        var newest = new PriorityQueue<Order, OrderPosition>();
        await foreach (var order in buyers.StreamOrdersAsync(buyer, cancellationToken).Where(takes))
        {
            if (before is not { } place || order.Position.CompareTo(place) < 0)
            {
                newest.Enqueue(order, order.Position);
                if (newest.Count > most)
                {
                    newest.Dequeue();
                }
            }
        }

        var page = new Order[newest.Count];
        for (var at = page.Length - 1; at >= 0; at--)
        {
            page[at] = newest.Dequeue();
        }

        return page;
    }

    /// <summary>
    /// The buyer as of the end of a day (the shop's): only what was ordered by then, and the labels that the policy and the model of that day give for it. Orders
    /// count as they stand now, edits and refunds made later included: the ledger keeps an order's latest version.
    /// </summary>
    public async Task<Buyer> OnAsync(Buyer buyer, DateOnly day, CancellationToken cancellationToken)
    {
        var shop = shops.Find(buyer.Key.Shop) ?? throw new InvalidOperationException($"Shop {buyer.Key.Shop} is not configured: set Shops:{buyer.Key.Shop}.");
        var orders = await ReadAsync(buyer, cancellationToken);
        var facts = BuyerFold.Fold(orders.Where(order => shop.DayOf(order.PlacedAt) <= day), shop);
        return buyer with { Facts = facts, Class = Classifier.Classify(facts, await rulebooks.OnAsync(shop, day, cancellationToken), day) };
    }
}
