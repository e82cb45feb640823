namespace Churn.Domain.Reports;

/// <summary>Ascending rows, each written as its difference from the one before: six bytes a buyer, where an entry of a dictionary takes ten times as many.</summary>
internal static class WorthRun
{
    /// <param name="rows">Ascending; equal neighbours become one row.</param>
    internal static byte[] Write(IEnumerable<WorthRow> rows)
    {
        var (bytes, before, open) = (new List<byte>(), default(WorthRow), default(WorthRow));
        foreach (var row in rows)
        {
            if (open.Buyers > 0 && row.CompareTo(open) == 0)
            {
                open = open with { Buyers = checked(open.Buyers + row.Buyers) };
                continue;
            }

            before = Put(bytes, before, open);
            open = row;
        }

        Put(bytes, before, open);
        return [.. bytes];
    }

    internal static IEnumerable<WorthRow> Read(byte[] run)
    {
        var before = default(WorthRow);
        for (var position = 0; position < run.Length;)
        {
            yield return before = Take(run, ref position, before);
        }
    }

    /// <exception cref="FormatException">The bytes are not what <see cref="Write"/> writes.</exception>
    internal static void Check(byte[] run)
    {
        var before = default(WorthRow);
        foreach (var row in Read(run))
        {
            if (row.DaysSinceLast < 0 || row.Purchases < 1 || row.Buyers < 1 || (before.Buyers > 0 && row.CompareTo(before) <= 0))
            {
                throw new FormatException("The bytes hold an impossible worth.");
            }

            before = row;
        }
    }

    private static WorthRow Put(List<byte> bytes, WorthRow before, WorthRow row)
    {
        if (row.Buyers == 0)
        {
            return before;
        }

        var sameDay = row.DaysSinceLast == before.DaysSinceLast;
        Varint.Put(bytes, row.DaysSinceLast - before.DaysSinceLast);
        Varint.Put(bytes, row.Purchases - (sameDay ? before.Purchases : 0));
        Varint.Put(bytes, row.NetValue - (sameDay && row.Purchases == before.Purchases ? before.NetValue : 0));
        Varint.Put(bytes, row.Buyers);
        return row;
    }

    private static WorthRow Take(byte[] run, ref int position, WorthRow before)
    {
        ReadOnlySpan<byte> rest = run.AsSpan(position);
        var days = (int)Varint.Take(ref rest) + before.DaysSinceLast;
        var sameDay = days == before.DaysSinceLast;
        var purchases = (int)Varint.Take(ref rest) + (sameDay ? before.Purchases : 0);
        var netValue = Varint.Take(ref rest) + (sameDay && purchases == before.Purchases ? before.NetValue : 0);
        var buyers = (int)Varint.Take(ref rest);
        position = run.Length - rest.Length;
        return new WorthRow(days, purchases, netValue, buyers);
    }
}
