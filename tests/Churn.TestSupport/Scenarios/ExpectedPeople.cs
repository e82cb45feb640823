using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.TestSupport.Scenarios;

/// <summary>
/// Whose each order is, said once more and by another road than the product takes: sets of identifiers are joined until none meet. What is shared joins
/// nobody; an order that names nothing else is its own address's.
/// </summary>
public static class ExpectedPeople
{
    /// <summary>A line an order: its id and its buyer's.</summary>
    public static string Of(IEnumerable<Order> deliveries, IEnumerable<BuyerLink> links, ImmutableSortedSet<Identifier> shared)
    {
        var named = deliveries.GroupBy(order => order.Id).ToDictionary(order => order.Key, order => Named([.. order.SelectMany(delivery => delivery.Buyer.Identifiers)], shared));
        var people = named.Values.Concat(links.Select(link => link.Identifiers.Except(shared)).Where(link => link.Count > 0)).ToList();
        while (Pair(people) is var (one, other) && one >= 0)
        {
            people[one] = people[one].Union(people[other]);
            people.RemoveAt(other);
        }

        return Text(named.Select(order => (order.Key, BuyerId.Of(people.Single(person => person.IsSupersetOf(order.Value))[0]))));
    }

    /// <summary>The same of what a store holds.</summary>
    public static async Task<string> InAsync(IBuyerStore store, ShopId shop)
    {
        var found = new List<(string, BuyerId)>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            await foreach (var (buyer, row) in store.ScanLedgersAsync(shop, Buckets.Name(bucket), default))
            {
                found.Add((row.Entry.Order.Id, buyer));
            }
        }

        return Text(found);
    }

    private static (int One, int Other) Pair(List<ImmutableSortedSet<Identifier>> people)
    {
        for (var one = 0; one < people.Count; one++)
        {
            for (var other = one + 1; other < people.Count; other++)
            {
                if (people[one].Overlaps(people[other]))
                {
                    return (one, other);
                }
            }
        }

        return (-1, -1);
    }

    private static ImmutableSortedSet<Identifier> Named(ImmutableSortedSet<Identifier> all, ImmutableSortedSet<Identifier> shared)
    {
        var named = all.Where(identifier => identifier.Kind != IdentifierKind.AnonymousOrder).ToImmutableSortedSet();
        var own = named.Except(shared);
        return named.Count == 0 ? all : own.Count > 0 ? own : [named[0]];
    }

    private static string Text(IEnumerable<(string OrderId, BuyerId Buyer)> orders) =>
        string.Join(Environment.NewLine, orders.Select(order => $"{order.OrderId} {order.Buyer}").Order(StringComparer.Ordinal));
}
