using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Buyers;

namespace Churn.Domain.Runs;

/// <summary>A buyer drawn for the shop's sample, by nothing but the hash of their id, and the purchase days that their row knows.</summary>
/// <param name="Place">The hash: those with the least are the sample.</param>
/// <param name="PurchaseDays">How many purchase days there are in all.</param>
/// <param name="Days">Day numbers, ascending: the first, the second and the latest; with fewer than <paramref name="PurchaseDays"/> some in between are not known.</param>
internal sealed record SampledBuyer(ulong Place, int PurchaseDays, int[] Days)
{
    /// <summary>The first byte of the hash is the bucket, the same for a whole range; the next eight are the place.</summary>
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

    /// <summary>Whether no day is missing.</summary>
    internal bool IsWhole => Days.Length >= PurchaseDays;

    /// <summary>
    /// As many days as there were, with stand-ins for the unknown ones between the second and the latest, where they lay. Whatever asks only how many
    /// there were by a day not before the latest run of known ones, and when the last was, gets the exact answer.
    /// </summary>
    /// <param name="by">Day number from which on every day has to be known.</param>
    /// <returns>Null: the known ones do not reach back so far.</returns>
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

    /// <summary>Days without a gap in what is known of them.</summary>
    internal int[] Consecutive => IsWhole ? Days : Days[2..];
}
