namespace Churn.Domain.Reports;

/// <summary>Version 1: the day, then the counts in the order of their keys, each number as its difference from the one before where that is the smaller.</summary>
internal static class ReportTallyFormat
{
    private const byte Version = 1;

    internal static byte[] Write(DateOnly asOf, Dictionary<TallyKey, long> counts)
    {
        var keys = counts.Keys.ToArray();
        Array.Sort(keys);
        var bytes = new List<byte>(16 + (keys.Length * 5)) { Version };
        Put(bytes, asOf.DayNumber);
        Put(bytes, keys.Length);
        var before = default(TallyKey);
        foreach (var key in keys)
        {
            var base0 = key.Section == before.Section ? before : default;
            var base1 = key.A == base0.A ? base0 : default;
            Put(bytes, (byte)key.Section);
            Put(bytes, key.A - base0.A);
            Put(bytes, key.B - base1.B);
            Put(bytes, key.C - (key.B == base1.B ? base1.C : 0));
            Put(bytes, counts[key]);
            before = key;
        }

        return [.. bytes];
    }

    internal static (DateOnly AsOf, List<KeyValuePair<TallyKey, long>> Counts) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] != Version)
        {
            throw new FormatException("These bytes are no report tally of version 1.");
        }

        var rest = bytes[1..];
        var day = Take(ref rest);
        var length = Take(ref rest);
        if (day is < 0 or > 3_652_058 || length < 0 || length > rest.Length)
        {
            throw new FormatException("These bytes are no report tally of version 1.");
        }

        var counts = new List<KeyValuePair<TallyKey, long>>((int)length);
        var before = default(TallyKey);
        for (var i = 0L; i < length; i++)
        {
            var section = (TallySection)Take(ref rest);
            var base0 = section == before.Section ? before : default;
            var a = Take(ref rest) + base0.A;
            var base1 = a == base0.A ? base0 : default;
            var b = Take(ref rest) + base1.B;
            var c = Take(ref rest) + (b == base1.B ? base1.C : 0);
            before = new TallyKey(section, a, b, c);
            counts.Add(new(before, Take(ref rest)));
        }

        return rest.IsEmpty ? (DateOnly.FromDayNumber((int)day), counts) : throw new FormatException("Bytes are left over after the last count.");
    }

    // Zigzag: small numbers of either sign are short.
    private static void Put(List<byte> bytes, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        for (; rest >= 0x80; rest >>= 7)
        {
            bytes.Add((byte)(rest | 0x80));
        }

        bytes.Add((byte)rest);
    }

    private static long Take(ref ReadOnlySpan<byte> rest)
    {
        var value = 0UL;
        for (var i = 0; i < rest.Length && i < 10; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw new FormatException("The bytes end within a number.");
    }
}
