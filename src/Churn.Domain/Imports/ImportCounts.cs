namespace Churn.Domain.Imports;

/// <summary>What an import has come to so far; every order of it once, however often the file names it within one buffer.</summary>
/// <param name="New">Orders that were not known.</param>
/// <param name="Changed">Known orders of which the file says more, or something newer.</param>
/// <param name="Duplicates">Orders of which the file says nothing new.</param>
/// <param name="Erased">Orders left out because they, or whoever placed them, were erased.</param>
public readonly record struct ImportCounts(long New, long Changed, long Duplicates, long Erased = 0)
{
    /// <summary>Orders dealt with.</summary>
    public long Orders => New + Changed + Duplicates + Erased;

    public static ImportCounts operator +(ImportCounts left, ImportCounts right) =>
        new(left.New + right.New, left.Changed + right.Changed, left.Duplicates + right.Duplicates, left.Erased + right.Erased);
}
