using System.Collections.Immutable;
using Churn.Domain.Orders;

namespace Churn.Domain.Buyers;

/// <summary>
/// The reason why a buyer's identifiers belong to one person: every delivery says that the identifiers it names belong together. Evidence
/// is a join: neither the sequence nor the repetition of what is added changes the result.
/// </summary>
public sealed class Evidence : IEquatable<Evidence>
{
    /// <summary>
    /// Maximum number of sets in a row, the first by their identifiers, so that the column stays under its size limit. Keeping the first of
    /// a union is associative, so the result does not depend on the sequence of the deliveries. A delivery whose set was not kept reads the
    /// claims of its identifiers each time.
    /// </summary>
    public const int MaxSets = 200;

    /// <summary>Maximum number of different identifiers in a row, cut in the same way.</summary>
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

    /// <summary>The sets, sorted by their identifiers.</summary>
    public IEnumerable<EvidenceSet> Sets => _sets.Values;

    /// <summary>All identifiers of all sets.</summary>
    public ImmutableSortedSet<Identifier> Identifiers => _identifiers.Value;

    public bool IsEmpty => _sets.IsEmpty;

    /// <summary>Returns the evidence of sets that are given in any sequence.</summary>
    public static Evidence Of(IEnumerable<EvidenceSet> sets) => sets.Aggregate(None, (all, set) => all.With(set));

    /// <summary>Whether the evidence has all of these identifiers.</summary>
    public bool Knows(ImmutableSortedSet<Identifier> identifiers) => identifiers.IsSubsetOf(Identifiers);

    /// <summary>Whether adding the set would change nothing.</summary>
    public bool Covers(EvidenceSet set) => With(set).Equals(this);

    /// <summary>Returns the evidence with one set more. If the set is known already, its times are widened.</summary>
    public Evidence With(EvidenceSet set)
    {
        var key = string.Join(' ', set.Identifiers);
        if (!_sets.TryGetValue(key, out var known))
        {
            return new Evidence(_sets.Add(key, set));
        }

        return known.First <= set.First && known.Last >= set.Last
            ? this
            : new Evidence(_sets.SetItem(
                key,
                known with { First = Min(known.First, set.First), Last = Max(known.Last, set.Last) }));
    }

    /// <summary>Returns what both say together.</summary>
    public Evidence Join(Evidence other) => other.Sets.Aggregate(this, (all, set) => all.With(set));

    public bool Equals(Evidence? other) =>
        other is not null && (ReferenceEquals(this, other) || _sets.Values.SequenceEqual(other._sets.Values));

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

/// <summary>Identifiers that one delivery named together.</summary>
/// <param name="Identifiers">The identifiers, strongest first. Shared ones are left out.</param>
/// <param name="First">When the earliest order or link that named them was placed or made.</param>
/// <param name="Last">When the latest order or link that named them was placed or made.</param>
public sealed record EvidenceSet(ImmutableSortedSet<Identifier> Identifiers, DateTimeOffset First, DateTimeOffset Last)
{
    public bool Equals(EvidenceSet? other) =>
        other is not null && First == other.First && Last == other.Last && Identifiers.SequenceEqual(other.Identifiers);

    public override int GetHashCode() => HashCode.Combine(First, Last, Identifiers.Count);
}
