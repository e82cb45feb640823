using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;

namespace Churn.Domain.Nightly;

/// <summary>
/// A buyer of the shop's sample, drawn only by the hash of the buyer's id, with the purchase days that the buyer's row knows.
/// </summary>
/// <param name="Place">The hash; the buyers with the least hashes are the sample.</param>
/// <param name="PurchaseDays">The number of purchase days in all.</param>
/// <param name="Days">
/// Day numbers, ascending: the first, the second and the latest. If there are fewer than <paramref name="PurchaseDays"/>, some days between
/// the second and the latest are not known.
/// </param>
internal sealed record SampledBuyer(ulong Place, int PurchaseDays, int[] Days)
{
    /// <summary>
    /// The buyer's place in the draw. The first byte of the hash is the bucket, which does not tell the buyers of a range apart, so the
    /// next eight bytes are the place.
    /// </summary>
    internal static ulong PlaceOf(BuyerId id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id.Value), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash[1..]);
    }

    internal static SampledBuyer Of(ulong place, BuyerFacts facts)
    {
        var days = new SortedSet<int>(facts.Recent.Select(purchase => purchase.Day.DayNumber));
        foreach (var day in (DateOnly?[])[facts.FirstPurchase, facts.SecondPurchase, facts.LastPurchase])
        {
            if (day is { } known)
            {
                days.Add(known.DayNumber);
            }
        }

        return new SampledBuyer(place, facts.PurchaseDays, [.. days]);
    }

    /// <summary>Whether all purchase days are known.</summary>
    internal bool IsWhole => Days.Length >= PurchaseDays;

    /// <summary>
    /// All purchase days, with stand-ins for the unknown ones, which lay between the second day and the latest known ones. A caller gets
    /// the exact answer if it asks only for the number of days, and the last of them, by a day on or after which every day is known.
    /// </summary>
    /// <param name="by">The day number from which on every day has to be known.</param>
    /// <returns>Null if the known days do not reach back that far.</returns>
    internal int[]? DaysKnownFrom(int by)
    {
        if (IsWhole)
        {
            return Days;
        }

        if (Days.Length < 3 || Days[2] > by)
        {
            return null;
        }

        var filled = Enumerable.Range(Days[1] + 1, PurchaseDays - Days.Length);
        return [.. Days, .. filled];
    }

    /// <summary>The latest known days, between which no purchase day is missing.</summary>
    internal int[] Consecutive => IsWhole ? Days : Days[2..];
}
