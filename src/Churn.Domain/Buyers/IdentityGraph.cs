using System.Collections.Immutable;
using Churn.Domain.Identities;

namespace Churn.Domain.Buyers;

/// <summary>Which rows of a ledger belong to one person: those that identifiers and links connect, shared identifiers left out.</summary>
internal sealed class IdentityGraph
{
    private readonly Dictionary<Identifier, Identifier> _parents = [];
    private readonly List<LedgerRow> _rows;
    private readonly BuyerLinks _links;

    /// <param name="rows">The ledger.</param>
    /// <param name="links">The row's.</param>
    /// <param name="shared">Identifiers that connect nobody.</param>
    public IdentityGraph(IEnumerable<LedgerRow> rows, BuyerLinks links, IReadOnlySet<Identifier> shared)
    {
        _links = links;
        _rows = [.. rows.Select(row => row.Entry.WithShared(shared) is var entry && ReferenceEquals(entry, row.Entry) ? row : row with { Entry = entry })];
        foreach (var group in _rows.Select(row => row.Entry.Order.Buyer.Identifiers).Concat(links.InForce.Select(link => link.Except(shared))))
        {
            foreach (var identifier in group)
            {
                Join(group[0], identifier);
            }
        }
    }

    /// <summary>The people, by the buyer that each is. Their rows are without the shared identifiers.</summary>
    public IReadOnlyList<LedgerPerson> People()
    {
        var rows = _rows.ToLookup(row => Root(row.Entry.Order.Buyer.Identifiers[0]));
        return
        [
            .. _parents.Keys.GroupBy(Root).OrderBy(person => person.Key)
                .Select(person => new LedgerPerson(BuyerId.Of(person.Key), [.. person], [.. rows[person.Key]], _links.Of(person.ToHashSet()))),
        ];
    }

    /// <summary>Whether the two are known, and different people.</summary>
    public bool Parts(Identifier one, Identifier other) => _parents.ContainsKey(one) && (!_parents.ContainsKey(other) || Root(one) != Root(other));

    /// <summary>
    /// What has to be taken away so that two are different people: the links between them, if there is nothing else; or one identifier, the weakest that
    /// will do, with or without the links. Null: that is not enough.
    /// </summary>
    public static (Identifier? Shared, ImmutableArray<ImmutableSortedSet<Identifier>> Links)? Between(
        IReadOnlyCollection<LedgerRow> rows, BuyerLinks links, Identifier one, Identifier other)
    {
        var apart = Without(links, one, other, rows);
        var weakest = rows.SelectMany(row => row.Entry.Order.Buyer.Identifiers).Distinct()
            .OrderBy(identifier => identifier == one || identifier == other).ThenByDescending(identifier => identifier).Select(identifier => (Identifier?)identifier);
        foreach (var (shared, taken) in weakest.Prepend(null).SelectMany(identifier => apart.Select(taken => (identifier, taken))))
        {
            var left = taken.Aggregate(links, (some, link) => some.TakeBack(link));
            if (new IdentityGraph(rows, left, shared is { } it ? [it] : ImmutableSortedSet<Identifier>.Empty).Parts(one, other))
            {
                return (shared, taken);
            }
        }

        return null;
    }

    // No link, each by itself, and all that touch the one's own orders.
    private static List<ImmutableArray<ImmutableSortedSet<Identifier>>> Without(BuyerLinks links, Identifier one, Identifier other, IReadOnlyCollection<LedgerRow> rows)
    {
        var alone = new IdentityGraph(rows, BuyerLinks.None, ImmutableSortedSet<Identifier>.Empty);
        alone.Join(one, one);
        alone.Join(other, other);
        var touching = links.InForce.Where(link => link.Any(identifier => alone._parents.ContainsKey(identifier) && alone.Root(identifier) == alone.Root(one))).ToImmutableArray();
        return [[], .. touching.Select(link => ImmutableArray.Create(link)), .. touching.Length > 1 ? [touching] : Array.Empty<ImmutableArray<ImmutableSortedSet<Identifier>>>()];
    }

    // The root of a set is its least member, so that it names the buyer.
    private void Join(Identifier left, Identifier right)
    {
        (left, right) = (Root(left), Root(right));
        var least = left.CompareTo(right) <= 0 ? left : right;
        _parents[left] = least;
        _parents[right] = least;
    }

    private Identifier Root(Identifier identifier)
    {
        while (_parents.TryGetValue(identifier, out var parent) && parent != identifier)
        {
            identifier = parent;
        }

        return identifier;
    }
}
