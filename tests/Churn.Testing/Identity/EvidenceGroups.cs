using System.Collections.Immutable;
using Churn.Domain.Orders;

namespace Churn.Testing.Identity;

/// <summary>Connects groups of identifiers; the identifiers of one group belong to one person.</summary>
internal static class EvidenceGroups
{
    /// <summary>Returns a group without its shared identifiers; if all are shared, the least of them.</summary>
    public static ImmutableSortedSet<Identifier> Without(this ImmutableSortedSet<Identifier> group, IReadOnlySet<Identifier> shared) =>
        group.Except(shared) is { IsEmpty: false } own ? own : [group[0]];

    /// <summary>Returns all identifiers that the groups connect with these.</summary>
    public static ImmutableSortedSet<Identifier> Reach(
        ImmutableSortedSet<Identifier> start, IEnumerable<ImmutableSortedSet<Identifier>> groups)
    {
        var all = groups.ToList();
        while (true)
        {
            var more = all.Where(start.Overlaps).Aggregate(start, (union, group) => union.Union(group));
            if (more.Count == start.Count)
            {
                return start;
            }

            start = more;
        }
    }

    /// <summary>Returns, for each identifier, all identifiers of its person.</summary>
    public static Dictionary<Identifier, ImmutableSortedSet<Identifier>> People(IReadOnlyList<ImmutableSortedSet<Identifier>> groups)
    {
        var people = new Dictionary<Identifier, ImmutableSortedSet<Identifier>>();
        foreach (var identifier in groups.SelectMany(group => group).Distinct())
        {
            if (!people.ContainsKey(identifier))
            {
                var person = Reach([identifier], groups);
                foreach (var one in person)
                {
                    people[one] = person;
                }
            }
        }

        return people;
    }
}
