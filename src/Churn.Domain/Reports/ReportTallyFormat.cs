namespace Churn.Domain.Reports;

/// <summary>
/// Version 2: the day, the counts in the order of their keys, each number as its difference from the one before where that is the smaller, and to the end a
/// <see cref="WorthRun"/>, its length before it.
/// </summary>
internal static class ReportTallyFormat
{
    private const byte Version = 2;

    internal static byte[] Write(DateOnly asOf, Dictionary<TallyKey, long> counts, byte[] worth)
    {
        var keys = counts.Keys.ToArray();
        Array.Sort(keys);
        var bytes = new List<byte>(16 + (keys.Length * 5)) { Version };
        Varint.Put(bytes, asOf.DayNumber);
        Varint.Put(bytes, keys.Length);
        var before = default(TallyKey);
        foreach (var key in keys)
        {
            var base0 = key.Section == before.Section ? before : default;
            Varint.Put(bytes, (byte)key.Section);
            Varint.Put(bytes, key.A - base0.A);
            Varint.Put(bytes, key.B - (key.A == base0.A ? base0.B : 0));
            Varint.Put(bytes, counts[key]);
            before = key;
        }

        Varint.Put(bytes, worth.Length);
        return [.. bytes, .. worth];
    }

    internal static (DateOnly AsOf, List<KeyValuePair<TallyKey, long>> Counts, WorthTally Worth) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes[0] != Version)
        {
            throw new FormatException("These bytes are no report tally of version 2.");
        }

        var rest = bytes[1..];
        var day = Varint.Take(ref rest);
        var length = Varint.Take(ref rest);
        if (day is < 0 or > 3_652_058 || length < 0 || length > rest.Length)
        {
            throw new FormatException("These bytes are no report tally of version 2.");
        }

        var counts = new List<KeyValuePair<TallyKey, long>>((int)length);
        var before = default(TallyKey);
        for (var i = 0L; i < length; i++)
        {
            var section = (TallySection)Varint.Take(ref rest);
            var base0 = section == before.Section ? before : default;
            var a = Varint.Take(ref rest) + base0.A;
            var b = Varint.Take(ref rest) + (a == base0.A ? base0.B : 0);
            before = new TallyKey(section, a, b);
            counts.Add(new(before, Varint.Take(ref rest)));
        }

        return Varint.Take(ref rest) == rest.Length
            ? (DateOnly.FromDayNumber((int)day), counts, WorthTally.FromBytes(rest))
            : throw new FormatException("The worth of the buyers is cut off, or bytes are left over after it.");
    }
}
