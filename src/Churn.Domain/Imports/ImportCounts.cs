namespace Churn.Domain.Imports;

/// <summary>What an import has come to so far; every order of it once, however often the file names it within one buffer.</summary>
public readonly record struct ImportCounts(long New, long Changed, long Duplicates)
{
    /// <summary>Orders dealt with.</summary>
    public long Orders => New + Changed + Duplicates;

    public static ImportCounts operator +(ImportCounts left, ImportCounts right) =>
        new(left.New + right.New, left.Changed + right.Changed, left.Duplicates + right.Duplicates);
}
