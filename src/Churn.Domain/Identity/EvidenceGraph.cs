using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;

namespace Churn.Domain.Identity;

/// <summary>Finds the identifiers that a buyer's evidence connects.</summary>
internal static class EvidenceGraph
{
    /// <summary>
    /// Returns the one identifier without which the evidence does not connect two others. If there are several, a platform's link is taken
    /// before other identifiers, and a weak identifier before a strong one. Null if there is none, or if the two are not connected at all.
    /// </summary>
    public static Identifier? Between(Evidence evidence, Identifier one, Identifier other)
    {
        if (!Connected(evidence.Sets.Select(set => set.Identifiers), [one]).Contains(other))
        {
            return null;
        }

        var ranked = evidence.Identifiers
            .OrderBy(identifier => identifier.Kind != IdentifierKind.Link)
            .ThenBy(identifier => identifier == one || identifier == other)
            .ThenByDescending(identifier => identifier);
        foreach (var identifier in ranked)
        {
            var without = evidence.Sets.Select(set => set.Identifiers.Count == 1 ? set.Identifiers : set.Identifiers.Remove(identifier));
            if (!Connected(without, [one]).Contains(other))
            {
                return identifier;
            }
        }

        return null;
    }

    /// <summary>Returns these identifiers, and all that evidence from before a limit connects with them.</summary>
    public static ImmutableSortedSet<Identifier> ConnectedBefore(
        Evidence evidence, ImmutableSortedSet<Identifier> identifiers, DateTimeOffset before) =>
        Connected(evidence.Sets.Where(set => set.First < before).Select(set => set.Identifiers), identifiers);

    private static ImmutableSortedSet<Identifier> Connected(
        IEnumerable<ImmutableSortedSet<Identifier>> sets, ImmutableSortedSet<Identifier> from)
    {
        var (all, connected, before) = (sets.ToList(), from, 0);
        while (connected.Count != before)
        {
            before = connected.Count;
            connected = all.Where(set => set.Overlaps(connected)).Aggregate(connected, (union, set) => union.Union(set));
        }

        return connected;
    }
}
