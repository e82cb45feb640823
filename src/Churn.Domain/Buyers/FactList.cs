using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Churn.Domain.Buyers;

/// <summary>A list within the facts, equal to another of the same entries, so that facts can be compared whole.</summary>
[CollectionBuilder(typeof(FactLists), nameof(FactLists.Create))]
public sealed class FactList<T>(ImmutableArray<T> entries) : IReadOnlyList<T>, IEquatable<FactList<T>>
    where T : IEquatable<T>
{
    public static FactList<T> Empty { get; } = new([]);

    public int Count => entries.Length;

    public T this[int index] => entries[index];

    /// <summary>The list with one more entry at its end; of more than <paramref name="most"/> the first is dropped.</summary>
    public FactList<T> Append(T entry, int most) => new((entries.Length < most ? entries : entries.RemoveAt(0)).Add(entry));

    /// <summary>The list with its last entry replaced.</summary>
    public FactList<T> WithLast(T entry) => new(entries.SetItem(entries.Length - 1, entry));

    public bool Equals(FactList<T>? other) => other is not null && (ReferenceEquals(this, other) || this.SequenceEqual(other));

    public override bool Equals(object? obj) => Equals(obj as FactList<T>);

    public override int GetHashCode() => HashCode.Combine(Count, Count == 0 ? 0 : entries[^1].GetHashCode());

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
