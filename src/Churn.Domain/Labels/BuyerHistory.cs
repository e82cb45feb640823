using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Labels;

/// <summary>Reads a buyer's orders, and the buyer as of today or any past day.</summary>
public sealed class BuyerHistory(IBuyerStore buyers, IShopDirectory shops, IRulebooks rulebooks)
{
    /// <summary>Returns the buyer's orders in their current state, earliest first.</summary>
    public async Task<IReadOnlyList<Order>> ReadAsync(Buyer buyer, CancellationToken cancellationToken)
    {
        var orders = await buyers.ReadOrdersAsync(buyer, cancellationToken);
        return [.. orders.OrderBy(order => order.Position)];
    }

    /// <summary>
    /// Returns a page of the buyer's orders, newest first. The whole ledger is read, because it is sorted by order id, but only one page of
    /// orders is held in memory.
    /// </summary>
    /// <param name="takes">Which orders to include.</param>
    /// <param name="before">The last order of the previous page; null for the first page.</param>
    /// <param name="most">Maximum number of orders, at least 1.</param>
    public async Task<IReadOnlyList<Order>> PageAsync(
        Buyer buyer, Func<Order, bool> takes, OrderPosition? before, int most, CancellationToken cancellationToken)
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
    /// Returns the buyer as of the end of a day (the shop's): the orders placed by then, with the labels that the policy and the model of
    /// that day give. Orders count in their current state, including later edits and refunds, because the ledger keeps only the latest
    /// version of an order.
    /// </summary>
    public async Task<Buyer> OnAsync(Buyer buyer, DateOnly day, CancellationToken cancellationToken)
    {
        var shop = shops.Get(buyer.Key.Shop);
        var orders = await ReadAsync(buyer, cancellationToken);
        var facts = BuyerFold.Fold(orders.Where(order => shop.DayOf(order.PlacedAt) <= day), shop);
        return buyer with { Facts = facts, Class = Classifier.Classify(facts, await rulebooks.OnAsync(shop, day, cancellationToken), day) };
    }
}
