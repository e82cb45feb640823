using System.Collections.Immutable;
using System.Text.Json;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Identity;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Storage.Tables;
using Xunit;

namespace Churn.TestSupport.Identity;

/// <summary>Holds the rows that a history has left to what its messages say.</summary>
internal sealed class IdentityOracle(IdentityHistory history, IdentityRows rows, ErasureOracle erasures, Shop shop)
{
    private readonly Dictionary<string, BuyerId> _stands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableSortedSet<Identifier>> _whose = new(StringComparer.Ordinal);
    private readonly HashSet<string> _erased = [.. history.Placed.Keys.Where(order => rows.ClaimOf(order) is { ErasedBefore: not null })];

    /// <param name="identities">Are asked afterwards, as an outsider asks.</param>
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
                Assert.True(root.Ledgers.Contains(id) || rows.Ledgers.Keys.All(key => key.Partition != id), $"alias {id} was not taken in");
                continue;
            }

            var held = rows.Gather(row.Partitions.Select(partition => partition.Buyer));
            if (row.Retired)
            {
                Assert.True(held.Count == 0 && row.Evidence.IsEmpty, $"retired {id} holds {string.Join(' ', held.Keys)} and {row.Evidence.Sets.Count()} sets");
                continue;
            }

            var folded = BuyerMapping.ToEntity(row with { Facts = BuyerFold.Fold(held.Values, shop) });
            Assert.True(Text(folded) == Text(BuyerMapping.ToEntity(row)), $"the facts of {id} are not the fold of {string.Join(' ', held.Keys)}");
            foreach (var order in held.Keys)
            {
                Assert.True(_stands.TryAdd(order, id), $"{order} stands with {id} and {_stands[order]}");
            }
        }

        foreach (var (partition, order) in rows.Ledgers.Keys)
        {
            Assert.True(_stands.ContainsKey(order), $"{order} lies with {partition}, which no buyer reads");
        }
    }

    // A claim may go on naming places that an order has left: then nothing lies there, or the order stands there again.
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
                Assert.True(isHarmless, $"{order} is still leaving {place}");
            }
        }
    }

    private void CheckErasures()
    {
        AssertNone(erasures.MustOrders.Except(_erased), "were not erased");
        AssertNone(_erased.Except(erasures.MayOrders), "were erased, though no one asked for it");
        AssertNone(_erased.Where(_stands.ContainsKey), "were erased and still stand");
        foreach (var identifier in history.Identifiers)
        {
            Assert.True(
                rows.ClaimOf(identifier) is not { ErasedBefore: { } before } || erasures.MayBury(identifier, before),
                $"{identifier} has a tombstone, though no one asked for it");
        }

        foreach (var shared in history.Messages.OfType<IdentityMessage.Shared>())
        {
            Assert.True(erasures.Shared.Contains(shared.Identifier), $"{shared.Identifier} is not marked as shared");
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
                Assert.False(isOld, $"{id} still knows {string.Join(' ', set.Identifiers)} of {set.Last:d MMM}");
            }
        }
    }

    private void CheckOrder(string order)
    {
        var placed = history.Placed[order];
        var said = history.Messages.OfType<IdentityMessage.Said>().Where(said => said.OrderId == order).ToList();
        Assert.True(_stands.TryGetValue(order, out var stands), $"{order} is lost");
        var entry = rows.Gather(rows.PartitionsOf(stands))[order];
        var joined = said.Where(one => entry.Order.Refunds.ContainsKey(one.Key)).ToList();
        foreach (var lost in said.Except(joined))
        {
            Assert.True(erasures.MayTake(lost.Named, placed), $"{order} lacks {lost.Key}");
        }

        var expected = joined.Select(one => one.Entry).Aggregate((one, other) => one.Merge(other));
        Assert.True(OrderJson.Write(expected) == OrderJson.Write(entry), $"{order} is {OrderJson.Write(entry)}, not {OrderJson.Write(expected)}");
        if (!entry.IsNamed)
        {
            Assert.True(stands == BuyerId.Of(IdentityHasher.OfOrder(order)), $"{order} names no one and stands with {stands}");
            return;
        }

        _whose[order] = entry.Order.Buyer.Identifiers.Without(erasures.Shared);
        foreach (var identifier in _whose[order])
        {
            Assert.True(rows.Of(identifier) == stands, $"{order} stands with {stands}, {identifier} leads to {rows.Of(identifier)}");
            Assert.False(
                !erasures.Shared.Contains(identifier) && placed < rows.ClaimOf(identifier)!.ErasedBefore,
                $"{order} of {placed:d MMM} stands under {identifier}, erased before {rows.ClaimOf(identifier)!.ErasedBefore:d MMM}");
        }
    }

    // Who is one person: by all deliveries at most, by those that no erasure touches at least. Without erasures these are the same.
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
            Assert.True(buyers.Count == 1, $"{string.Join(' ', person)} are one person and lead to {string.Join(' ', buyers)}");
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
            Assert.True(people.Count == 1, $"{buyer} is {string.Join(" and ", people.Select(one => string.Join(' ', atMost[one])))}");
        }
    }

    private async Task CheckAnswersAsync(IBuyerIdentities identities)
    {
        foreach (var order in history.Placed.Keys)
        {
            var found = await identities.FindOrderAsync(shop.Id, order, default);
            var isKnown = _stands.TryGetValue(order, out var stands) && rows.Gather(rows.PartitionsOf(stands))[order].IsKnown;
            Assert.True(isKnown == found is not null, $"{order} is {(isKnown ? "not found" : "found, though it was erased")}");
            Assert.True(found is null || found.Value.Buyer.Key.Buyer == stands, $"{order} stands with {stands} and is found elsewhere");
        }

        foreach (var identifier in _whose.Values.SelectMany(group => group).Except(erasures.Shared).Distinct())
        {
            var found = await identities.FindAsync(shop.Id, identifier, default);
            Assert.True(found?.Key.Buyer == rows.Of(identifier), $"{identifier} leads to {rows.Of(identifier)}, found is {found?.Key.Buyer}");
        }
    }

    private static void AssertNone(IEnumerable<string> orders, string what) =>
        Assert.True(!orders.Any(), $"{string.Join(' ', orders)} {what}");

    private static string Text(BuyerEntity entity) => JsonSerializer.Serialize(entity);
}
