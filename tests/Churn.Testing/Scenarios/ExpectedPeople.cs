using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Testing.Scenarios;

/// <summary>
/// Computes the buyer of each order in another way than the product does: sets of identifiers are joined until no two of them overlap. A
/// shared identifier connects no one. An order that names only shared identifiers belongs to a buyer of its own address.
/// </summary>
public static class ExpectedPeople
{
    /// <summary>
    /// Returns one line per buyer with the buyer's orders. The identifiers that one delivery connects belong to one person. An order
    /// belongs to the person whom its newest version names that names anyone.
    /// </summary>
    public static string Of(
        IReadOnlyCollection<Order> deliveries, IEnumerable<BuyerLink> links, ImmutableSortedSet<Identifier> shared)
    {
        var named = deliveries.Where(order => !order.Buyer.IsAnonymous).Select(order => Named(order.Buyer.Identifiers, shared));
        var linked = links.Select(link => link.Customers
            .Aggregate(ImmutableSortedSet<Identifier>.Empty, (all, customer) => all.Union(customer))
            .Except(shared));
        var people = named.Concat(linked).Where(person => person.Count > 0).ToList();
        while (Pair(people) is var (one, other) && one >= 0)
        {
            people[one] = people[one].Union(people[other]);
            people.RemoveAt(other);
        }

        return Text(deliveries.GroupBy(order => order.Id).Select(versions => (versions.Key, OwnerOf([.. versions], people, shared))));
    }

    /// <summary>Returns the same lines from what a store holds.</summary>
    public static async Task<string> InAsync(IBuyerStore store, ShopId shop)
    {
        var found = new List<(string, string)>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            await foreach (var buyer in store.ScanAsync(shop, Buckets.Name(bucket), default))
            {
                found.AddRange((await store.ReadOrdersAsync(buyer, default)).Select(order => (order.Id, buyer.Key.Buyer.Value)));
            }
        }

        return Text(found);
    }

    private static string OwnerOf(
        List<Order> versions, List<ImmutableSortedSet<Identifier>> people, ImmutableSortedSet<Identifier> shared)
    {
        var named = versions.Where(order => !order.Buyer.IsAnonymous);
        return named.MaxBy(order => (order.Version, string.Join(' ', order.Buyer.Identifiers))) is { } newest
            ? people.Single(person => person.IsSupersetOf(Named(newest.Buyer.Identifiers, shared)))[0].ToString()
            : $"order {versions[0].Id}";
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

    private static ImmutableSortedSet<Identifier> Named(ImmutableSortedSet<Identifier> named, ImmutableSortedSet<Identifier> shared) =>
        named.Except(shared) is { Count: > 0 } own ? own : [named[0]];

    // The lines say which orders belong together, but not the buyers' ids: a buyer that was split has another id.
    private static string Text(IEnumerable<(string OrderId, string Buyer)> orders) => string.Join(
        Environment.NewLine,
        orders.GroupBy(order => order.Buyer)
            .Select(buyer => string.Join(' ', buyer.Select(order => order.OrderId).Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal));
}
