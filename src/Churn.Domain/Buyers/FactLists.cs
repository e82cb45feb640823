namespace Churn.Domain.Buyers;

/// <summary>Makes lists of facts from collection expressions.</summary>
public static class FactLists
{
    public static FactList<T> Create<T>(ReadOnlySpan<T> entries)
        where T : IEquatable<T> => entries.IsEmpty ? FactList<T>.Empty : new FactList<T>([.. entries]);
}
