namespace Churn.Domain.Buyers;

/// <summary>The 256 buckets of a shop, and the ranges that split nightly work.</summary>
public static class Buckets
{
    public const int Count = 256;

    /// <summary>Returns the bucket's name, two lower-case hex digits.</summary>
    public static string Name(int bucket) => bucket is >= 0 and < Count
        ? bucket.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)
        : throw new ArgumentOutOfRangeException(nameof(bucket), bucket, "A bucket is 0 to 255.");

    /// <summary>Splits all buckets into ranges of equal size. Both ends of a range are inclusive.</summary>
    /// <param name="ranges">1 to 256, a power of two.</param>
    public static IEnumerable<(int From, int To)> Ranges(int ranges)
    {
        if (ranges is < 1 or > Count || Count % ranges != 0)
        {
            throw new ArgumentOutOfRangeException(nameof(ranges), ranges, "The number of ranges is a power of two from 1 to 256.");
        }

        var size = Count / ranges;
        return Enumerable.Range(0, ranges).Select(i => (i * size, (i * size) + size - 1));
    }
}
