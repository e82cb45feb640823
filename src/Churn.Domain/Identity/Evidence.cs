using System.Collections.Immutable;
using Churn.Domain.Identities;

namespace Churn.Domain.Identity;

/// <summary>
/// Why a buyer's identifiers are one person's: every delivery says that the identifiers it names belong together. Evidence is a join: adding the same
/// set again, or two pieces of evidence in another order, leads to the same value.
/// </summary>
public sealed class Evidence : IEquatable<Evidence>
{
    /// <summary>
    /// Sets that a row keeps at most, the least by their identifiers, so that the column stays below its limit. Keeping the least of a union is
    /// associative, so the cut does not depend on the order of deliveries. A set that is not kept costs its orders the reading of their claims.
    /// </summary>
    public const int MaxSets = 200;

    /// <summary>Different identifiers that a row keeps at most, cut like the sets.</summary>
    public const int MaxIdentifiers = 450;

    private readonly ImmutableSortedDictionary<string, EvidenceSet> _sets;
    private readonly Lazy<ImmutableSortedSet<Identifier>> _identifiers;

    private Evidence(ImmutableSortedDictionary<string, EvidenceSet> sets)
    {
        _sets = Cut(sets);
        _identifiers = new(() => [.. _sets.Values.SelectMany(set => set.Identifiers)]);
    }

    /// <summary>No evidence.</summary>
    public static Evidence None { get; } = new(ImmutableSortedDictionary.Create<string, EvidenceSet>(StringComparer.Ordinal));

    /// <summary>The sets, by their identifiers.</summary>
    public IEnumerable<EvidenceSet> Sets => _sets.Values;

    /// <summary>Every identifier of any set.</summary>
    public ImmutableSortedSet<Identifier> Identifiers => _identifiers.Value;

    public bool IsEmpty => _sets.IsEmpty;

    /// <summary>The evidence that these sets are, in any order.</summary>
    public static Evidence Of(IEnumerable<EvidenceSet> sets) => sets.Aggregate(None, (all, set) => all.With(set));

    /// <summary>Whether all of these identifiers are known.</summary>
    public bool Knows(ImmutableSortedSet<Identifier> identifiers) => identifiers.IsSubsetOf(Identifiers);

    /// <summary>Whether adding the set would change nothing.</summary>
    public bool Covers(EvidenceSet set) => With(set).Equals(this);

    /// <summary>With one set more. A set that is known has its times widened.</summary>
    public Evidence With(EvidenceSet set)
    {
        var key = string.Join(' ', set.Identifiers);
        if (!_sets.TryGetValue(key, out var known))
        {
            return new Evidence(_sets.Add(key, set));
        }

        return known.First <= set.First && known.Last >= set.Last
            ? this
            : new Evidence(_sets.SetItem(key, known with { First = Min(known.First, set.First), Last = Max(known.Last, set.Last) }));
    }

    /// <summary>What both say.</summary>
    public Evidence Join(Evidence other) => other.Sets.Aggregate(this, (all, set) => all.With(set));

    public bool Equals(Evidence? other) => other is not null && (ReferenceEquals(this, other) || _sets.Values.SequenceEqual(other._sets.Values));

    public override bool Equals(object? obj) => Equals(obj as Evidence);

    public override int GetHashCode() => _sets.Count;

    private static ImmutableSortedDictionary<string, EvidenceSet> Cut(ImmutableSortedDictionary<string, EvidenceSet> sets)
    {
        if (sets.Count <= MaxSets && sets.Values.Sum(set => set.Identifiers.Count) <= MaxIdentifiers)
        {
            return sets;
        }

        var identifiers = new HashSet<Identifier>();
        var kept = 0;
        foreach (var set in sets.Values)
        {
            identifiers.UnionWith(set.Identifiers);
            if (kept == MaxSets || identifiers.Count > MaxIdentifiers)
            {
                break;
            }

            kept++;
        }

        return sets.RemoveRange(sets.Keys.Skip(kept));
    }

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
