namespace Churn.Domain.Reports;

/// <summary>Whole numbers in as few bytes as they need: small ones of either sign are short (zigzag, seven bits a byte).</summary>
internal static class Varint
{
    internal static void Put(List<byte> bytes, long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        for (; rest >= 0x80; rest >>= 7)
        {
            bytes.Add((byte)(rest | 0x80));
        }

        bytes.Add((byte)rest);
    }

    /// <exception cref="FormatException">The bytes end within the number.</exception>
    internal static long Take(ref ReadOnlySpan<byte> rest)
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
