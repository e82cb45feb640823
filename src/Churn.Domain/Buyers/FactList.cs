using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Churn.Domain.Buyers;

/// <summary>A list within the facts. Two lists with the same entries are equal, so that whole facts can be compared.</summary>
[CollectionBuilder(typeof(FactLists), nameof(FactLists.Create))]
public sealed class FactList<T>(ImmutableArray<T> entries) : IReadOnlyList<T>, IEquatable<FactList<T>>
    where T : IEquatable<T>
{
    public static FactList<T> Empty { get; } = new([]);

    public int Count => entries.Length;

    public T this[int index] => entries[index];

    /// <summary>
    /// Returns the list with one more entry at its end. If it already has <paramref name="most"/> entries, the first is dropped.
    /// </summary>
    public FactList<T> Append(T entry, int most) => new((entries.Length < most ? entries : entries.RemoveAt(0)).Add(entry));

    /// <summary>Returns the list with its last entry replaced.</summary>
    public FactList<T> WithLast(T entry) => new(entries.SetItem(entries.Length - 1, entry));

    public bool Equals(FactList<T>? other) => other is not null && (ReferenceEquals(this, other) || this.SequenceEqual(other));

    public override bool Equals(object? obj) => Equals(obj as FactList<T>);

    public override int GetHashCode() => HashCode.Combine(Count, Count == 0 ? 0 : entries[^1].GetHashCode());

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Builds a <see cref="FactList{T}"/> from a collection expression.</summary>
public static class FactLists
{
    public static FactList<T> Create<T>(ReadOnlySpan<T> entries)
        where T : IEquatable<T> => entries.IsEmpty ? FactList<T>.Empty : new FactList<T>([.. entries]);
}
