using System.Buffers.Binary;

namespace Churn.Statistics.Histories;

/// <summary>Version 1: header, then the groups sorted by (T, x, tx). Whole numbers of days take two to five bytes a group.</summary>
internal static class GroupedHistoriesFormat
{
    private const byte Version = 1;
    private const byte WholeTimes = 1;
    private const byte WholeWeights = 2;

    internal static byte[] Write(GroupedHistories groups)
    {
        var columns = groups.Columns;
        var rows = new (double T, int X, double Tx, double Weight)[columns.Length];
        byte flags = WholeTimes | WholeWeights;
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = (columns.T[i], columns.X[i], columns.Tx[i], columns.Weights[i]);
            flags &= (byte)(IsWhole(columns.T[i]) && IsWhole(columns.Tx[i]) ? 0xFF : ~WholeTimes);
            flags &= (byte)(IsWhole(columns.Weights[i]) ? 0xFF : ~WholeWeights);
        }

        Array.Sort(rows);
        var bytes = new List<byte>(16 + (rows.Length * 5)) { Version, (byte)groups.Unit, flags };
        PutDouble(bytes, groups.LogGapSum);
        PutVarint(bytes, (ulong)rows.Length);
        var before = 0.0;
        foreach (var row in rows)
        {
            PutTime(bytes, row.T - ((flags & WholeTimes) != 0 ? before : 0), flags);
            PutVarint(bytes, (ulong)row.X);
            if (row.X > 0)
            {
                PutTime(bytes, row.Tx, flags);
            }

            if ((flags & WholeWeights) != 0)
            {
                PutVarint(bytes, (ulong)row.Weight);
            }
            else
            {
                PutDouble(bytes, row.Weight);
            }

            before = row.T;
        }

        return [.. bytes];
    }

    internal static GroupedHistories Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12 || bytes[0] != Version || bytes[1] > (byte)TimeUnit.Weeks || bytes[2] > (WholeTimes | WholeWeights))
        {
            throw new FormatException("These bytes are no grouped histories of version 1.");
        }

        var groups = new GroupedHistories((TimeUnit)bytes[1]);
        var flags = bytes[2];
        var rest = bytes[3..];
        var logGapSum = TakeDouble(ref rest);
        var count = TakeVarint(ref rest);
        var before = 0.0;
        for (var i = 0UL; i < count; i++)
        {
            var observed = TakeTime(ref rest, flags) + ((flags & WholeTimes) != 0 ? before : 0);
            var x = (int)Math.Min(TakeVarint(ref rest), int.MaxValue);
            var tx = x > 0 ? TakeTime(ref rest, flags) : 0;
            var weight = (flags & WholeWeights) != 0 ? TakeVarint(ref rest) : TakeDouble(ref rest);
            groups.AddRead(x, tx, observed, weight);
            before = observed;
        }

        if (rest.Length != 0)
        {
            throw new FormatException("Bytes are left over after the last group.");
        }

        groups.SetLogGapSum(logGapSum);
        return groups;
    }

    /// <summary>2^53: beyond it a double no longer counts.</summary>
    private static bool IsWhole(double value) => value == Math.Floor(value) && value < 9_007_199_254_740_992;

    private static void PutTime(List<byte> bytes, double value, byte flags)
    {
        if ((flags & WholeTimes) != 0)
        {
            PutVarint(bytes, (ulong)value);
        }
        else
        {
            PutDouble(bytes, value);
        }
    }

    private static double TakeTime(ref ReadOnlySpan<byte> rest, byte flags) =>
        (flags & WholeTimes) != 0 ? TakeVarint(ref rest) : TakeDouble(ref rest);

    private static void PutDouble(List<byte> bytes, double value)
    {
        Span<byte> buffer = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(buffer, value);
        bytes.AddRange(buffer);
    }

    private static double TakeDouble(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 8)
        {
            throw new FormatException("The bytes end within a number.");
        }

        var value = BinaryPrimitives.ReadDoubleLittleEndian(rest);
        rest = rest[8..];
        return value;
    }

    private static void PutVarint(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
    }

    private static ulong TakeVarint(ref ReadOnlySpan<byte> rest)
    {
        var value = 0UL;
        for (var i = 0; i < rest.Length && i < 10; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return value;
            }
        }

        throw new FormatException("The bytes end within a number.");
    }
}
