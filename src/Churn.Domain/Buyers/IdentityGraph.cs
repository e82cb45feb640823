using System.Collections.Immutable;
using Churn.Domain.Identities;

namespace Churn.Domain.Buyers;

/// <summary>Which rows of a ledger belong to one person: those that identifiers connect, shared ones left out.</summary>
internal static class IdentityGraph
{
    /// <summary>The rows by the buyer they belong to, without the shared identifiers; a row that has nothing else keeps its least shared one.</summary>
    public static Dictionary<BuyerId, List<LedgerRow>> Components(IReadOnlyCollection<LedgerRow> rows, ImmutableSortedSet<Identifier> shared)
    {
        var stripped = rows.Select(row => Strip(row, shared)).ToList();
        var parents = new Dictionary<Identifier, Identifier>();
        foreach (var identifiers in stripped.Select(row => row.Entry.Order.Buyer.Identifiers))
        {
            foreach (var identifier in identifiers)
            {
                Join(parents, identifiers[0], identifier);
            }
        }

        return stripped.GroupBy(row => BuyerId.Of(Root(parents, row.Entry.Order.Buyer.Identifiers[0]))).ToDictionary(group => group.Key, group => group.ToList());
    }

    /// <summary>
    /// The identifier that holds two people together: without it, the orders of the one are not connected with the other's. The weakest such;
    /// null when none alone does.
    /// </summary>
    public static Identifier? Connecting(IReadOnlyCollection<LedgerRow> rows, Identifier one, Identifier other)
    {
        var candidates = rows.SelectMany(row => row.Entry.Order.Buyer.Identifiers).Distinct()
            .OrderBy(identifier => identifier == one || identifier == other).ThenDescending();
        return candidates.Select(candidate => (Identifier?)candidate).FirstOrDefault(candidate => Apart(rows, [candidate!.Value], one, other));
    }

    /// <summary>Whether the two belong to different components.</summary>
    public static bool Apart(IReadOnlyCollection<LedgerRow> rows, ImmutableSortedSet<Identifier> shared, Identifier one, Identifier other)
    {
        var components = Components(rows, shared);
        BuyerId? Home(Identifier identifier) => components
            .Where(pair => pair.Value.Exists(row => row.Entry.Order.Buyer.Identifiers.Contains(identifier))).Select(pair => (BuyerId?)pair.Key).FirstOrDefault();
        return Home(one) is { } home && home != Home(other);
    }

    private static IOrderedEnumerable<Identifier> ThenDescending(this IOrderedEnumerable<Identifier> identifiers) => identifiers.ThenByDescending(identifier => identifier);

    private static LedgerRow Strip(LedgerRow row, ImmutableSortedSet<Identifier> shared)
    {
        var buyer = row.Entry.Order.Buyer;
        var own = buyer.Identifiers.Except(shared);
        own = own.Count > 0 ? own : [buyer.Identifiers[0]];
        return own.Count == buyer.Identifiers.Count ? row : row with { Entry = row.Entry with { Order = row.Entry.Order with { Buyer = buyer with { Identifiers = own } } } };
    }

    // The root of a set is its least member, so that it names the buyer.
    private static void Join(Dictionary<Identifier, Identifier> parents, Identifier left, Identifier right)
    {
        (left, right) = (Root(parents, left), Root(parents, right));
        var least = left.CompareTo(right) <= 0 ? left : right;
        parents[left] = least;
        parents[right] = least;
    }

    private static Identifier Root(Dictionary<Identifier, Identifier> parents, Identifier identifier)
    {
        while (parents.TryGetValue(identifier, out var parent) && parent != identifier)
        {
            identifier = parent;
        }

        return identifier;
    }
}
