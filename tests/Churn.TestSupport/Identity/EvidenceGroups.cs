using System.Collections.Immutable;
using Churn.Domain.Identities;

namespace Churn.TestSupport.Identity;

/// <summary>What groups of identifiers, each of one person, connect.</summary>
internal static class EvidenceGroups
{
    /// <summary>A group without those that several people share; the least where all are shared.</summary>
    public static ImmutableSortedSet<Identifier> Without(this ImmutableSortedSet<Identifier> group, IReadOnlySet<Identifier> shared) =>
        group.Except(shared) is { IsEmpty: false } own ? own : [group[0]];

    /// <summary>Everyone whom groups connect with these.</summary>
    public static ImmutableSortedSet<Identifier> Reach(ImmutableSortedSet<Identifier> start, IEnumerable<ImmutableSortedSet<Identifier>> groups)
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

    /// <summary>Each identifier's person.</summary>
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
