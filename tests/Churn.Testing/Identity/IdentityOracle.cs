using System.Collections.Immutable;
using System.Text.Json;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Storage.Tables.Buyers;
using Xunit;

namespace Churn.Testing.Identity;

/// <summary>Compares the rows that a history has left with what its messages say.</summary>
internal sealed class IdentityOracle(IdentityHistory history, IdentityRows rows, ErasureOracle erasures, Shop shop)
{
    private readonly Dictionary<string, BuyerId> _stands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableSortedSet<Identifier>> _whose = new(StringComparer.Ordinal);
    private readonly HashSet<string> _erased = [.. history.Placed.Keys.Where(order => rows.ClaimOf(order) is { ErasedBefore: not null })];

    /// <param name="identities">The interface that the rest of the code uses. Its answers are compared with the rows.</param>
    public async Task CheckAsync(IBuyerIdentities identities)
    {
        CheckRows();
        CheckClaims();
        CheckErasures();
        CheckForgotten();
        foreach (var order in history.Placed.Keys.Except(_erased))
        {
            CheckOrder(order);
        }

        CheckPeople();
        await CheckAnswersAsync(identities);
    }

    private void CheckRows()
    {
        foreach (var (id, row) in rows.Buyers)
        {
            if (row.MergedInto is not null)
            {
                var root = rows.Buyers[rows.Root(id)];
                Assert.True(
                    root.Ledgers.Contains(id) || rows.Ledgers.Keys.All(key => key.Partition != id),
                    $"Alias {id} was not taken over.");
                continue;
            }

            var held = rows.Gather(row.Partitions.Select(partition => partition.Buyer));
            if (row.Retired)
            {
                Assert.True(
                    held.Count == 0 && row.Evidence.IsEmpty,
                    $"Retired buyer {id} still holds {string.Join(' ', held.Keys)} and {row.Evidence.Sets.Count()} sets.");
                continue;
            }

            var folded = BuyerMapping.ToEntity(row with { Facts = BuyerFold.Fold(held.Values, shop) });
            Assert.True(
                Text(folded) == Text(BuyerMapping.ToEntity(row)),
                $"The facts of {id} are not the fold of its orders {string.Join(' ', held.Keys)}.");
            foreach (var order in held.Keys)
            {
                Assert.True(_stands.TryAdd(order, id), $"Order {order} is held by {id} and by {_stands[order]}.");
            }
        }

        foreach (var (partition, order) in rows.Ledgers.Keys)
        {
            Assert.True(_stands.ContainsKey(order), $"Order {order} lies in partition {partition}, which no buyer reads.");
        }
    }

    // A claim may still name places that an order has left. Then such a place holds nothing of it, or the order has come back there.
    private void CheckClaims()
    {
        foreach (var (order, claim) in history.Placed.Keys.Select(order => (order, rows.ClaimOf(order)!)))
        {
            foreach (var place in claim.CameFrom)
            {
                var root = rows.Root(place);
                var isHarmless = (claim.Buyer is { } buyer && root == rows.Root(buyer))
                    || (_stands.TryGetValue(order, out var stands) && stands == root)
                    || !rows.PartitionsOf(root).Append(place).Any(partition => rows.Ledgers.ContainsKey((partition, order)));
                Assert.True(isHarmless, $"The claim of order {order} still names {place}, and that place still holds the order.");
            }
        }
    }

    private void CheckErasures()
    {
        AssertNone(erasures.MustOrders.Except(_erased), "should have been erased but were not.");
        AssertNone(_erased.Except(erasures.MayOrders), "were erased, although no erasure asked for it.");
        AssertNone(_erased.Where(_stands.ContainsKey), "were erased but are still held.");
        foreach (var identifier in history.Identifiers)
        {
            Assert.True(
                rows.ClaimOf(identifier) is not { ErasedBefore: { } before } || erasures.MayBury(identifier, before),
                $"{identifier} has a tombstone, although no erasure asked for it.");
        }

        foreach (var shared in history.Messages.OfType<IdentityMessage.Shared>())
        {
            Assert.True(erasures.Shared.Contains(shared.Identifier), $"{shared.Identifier} is not marked as shared.");
        }
    }

    private void CheckForgotten()
    {
        foreach (var (id, row) in rows.Buyers.Where(pair => pair.Value.MergedInto is null || rows.Buyers[rows.Root(pair.Key)].Retired))
        {
            foreach (var set in row.Evidence.Sets)
            {
                var isOld = set.Identifiers.Without(erasures.Shared)
                    .Any(one => !erasures.Shared.Contains(one) && set.Last < rows.ClaimOf(one)!.ErasedBefore);
                Assert.False(isOld, $"{id} still has evidence about {string.Join(' ', set.Identifiers)} of {set.Last:d MMM}.");
            }
        }
    }

    private void CheckOrder(string order)
    {
        var placed = history.Placed[order];
        var said = history.Messages.OfType<IdentityMessage.Said>().Where(said => said.OrderId == order).ToList();
        Assert.True(_stands.TryGetValue(order, out var stands), $"Order {order} is lost.");
        var entry = rows.Gather(rows.PartitionsOf(stands))[order];
        var joined = said.Where(one => entry.Order.Refunds.ContainsKey(one.Key)).ToList();
        foreach (var lost in said.Except(joined))
        {
            Assert.True(erasures.MayTake(lost.Named, placed), $"Order {order} lacks message {lost.Key}.");
        }

        var expected = joined.Select(one => one.Entry).Aggregate((one, other) => one.Merge(other));
        Assert.True(
            OrderJson.Write(expected) == OrderJson.Write(entry),
            $"Order {order} is {OrderJson.Write(entry)}, not {OrderJson.Write(expected)}.");
        if (!entry.IsNamed)
        {
            Assert.True(
                stands == BuyerId.Of(IdentityHasher.OfOrder(order)),
                $"Order {order} names no one, but is held by {stands} and not by a buyer of its own.");
            return;
        }

        _whose[order] = entry.Order.Buyer.Identifiers.Without(erasures.Shared);
        foreach (var identifier in _whose[order])
        {
            Assert.True(
                rows.Of(identifier) == stands,
                $"Order {order} is held by {stands}, but its {identifier} leads to {rows.Of(identifier)}.");
            Assert.False(
                !erasures.Shared.Contains(identifier) && placed < rows.ClaimOf(identifier)!.ErasedBefore,
                $"Order {order} of {placed:d MMM} is held under {identifier}, which was erased before "
                + $"{rows.ClaimOf(identifier)!.ErasedBefore:d MMM}.");
        }
    }

    // Checks who is one person: at most those whom all deliveries connect, at least those whom the deliveries connect that no erasure may
    // touch. Without erasures these are the same.
    private void CheckPeople()
    {
        var (most, least) = (new List<ImmutableSortedSet<Identifier>>(), new List<ImmutableSortedSet<Identifier>>());
        foreach (var (group, at, message) in erasures.Evidence())
        {
            most.Add(group.Without(erasures.Shared));
            if (!(message is IdentityMessage.Said said && erasures.MayOrders.Contains(said.OrderId)) && !erasures.MayTake(group, at))
            {
                least.Add(group.Without(erasures.Shared));
            }
        }

        var (atMost, atLeast) = (EvidenceGroups.People(most), EvidenceGroups.People(least));
        var names = new Dictionary<BuyerId, HashSet<Identifier>>();
        foreach (var person in atLeast.Values.Distinct())
        {
            var buyers = person.Select(rows.Of).Distinct().ToList();
            Assert.True(
                buyers.Count == 1,
                $"{string.Join(' ', person)} are one person, but lead to buyers {string.Join(' ', buyers)}.");
            if (buyers[0] is { } buyer)
            {
                Name(buyer, person[0]);
            }
        }

        foreach (var group in _whose.Values)
        {
            Name(rows.Of(group[0])!.Value, group[0]);
        }

        void Name(BuyerId buyer, Identifier identifier)
        {
            var people = names.TryGetValue(buyer, out var known) ? known : names[buyer] = [];
            people.Add(atMost[identifier][0]);
            Assert.True(
                people.Count == 1,
                $"{buyer} holds several people: {string.Join(" and ", people.Select(one => string.Join(' ', atMost[one])))}.");
        }
    }

    private async Task CheckAnswersAsync(IBuyerIdentities identities)
    {
        foreach (var order in history.Placed.Keys)
        {
            var found = await identities.FindOrderAsync(shop.Id, order, default);
            var isKnown = _stands.TryGetValue(order, out var stands) && rows.Gather(rows.PartitionsOf(stands))[order].IsKnown;
            Assert.True(isKnown == found is not null, $"Order {order} is {(isKnown ? "not found" : "found, although it was erased")}.");
            Assert.True(
                found is null || found.Value.Buyer.Key.Buyer == stands,
                $"Order {order} is held by {stands}, but found at another buyer.");
        }

        foreach (var identifier in _whose.Values.SelectMany(group => group).Except(erasures.Shared).Distinct())
        {
            var found = await identities.FindAsync(shop.Id, identifier, default);
            Assert.True(
                found?.Key.Buyer == rows.Of(identifier),
                $"{identifier} leads to {rows.Of(identifier)}, but {found?.Key.Buyer} is found by it.");
        }
    }

    private static void AssertNone(IEnumerable<string> orders, string what) =>
        Assert.True(!orders.Any(), $"Orders {string.Join(' ', orders)} {what}");

    private static string Text(BuyerEntity entity) => JsonSerializer.Serialize(entity);
}
