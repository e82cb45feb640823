using System.Globalization;

namespace Churn.Functions.Webhooks.Payloads;

/// <summary>Reads the times platforms write.</summary>
internal static class Instants
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss zzz",
        "yyyy-MM-dd",
        "ddd, dd MMM yyyy HH:mm:ss zzz",
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'",
        "ddd, d MMM yyyy HH:mm:ss zzz",
    ];

    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>ISO 8601 with offset, <c>Z</c> or nothing (then UTC), with a space for the T and any number of fraction digits, or RFC 2822; years 1990 to 2199.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        return DateTimeOffset.TryParseExact(WithoutExcessDigits(text.Trim()), Formats, CultureInfo.InvariantCulture, styles, out var instant)
            ? InRange(instant)
            : null;
    }

    /// <summary>Unix seconds; years 1990 to 2199.</summary>
    public static DateTimeOffset? FromUnixSeconds(long seconds) =>
        seconds >= Earliest.ToUnixTimeSeconds() && seconds < Latest.ToUnixTimeSeconds() ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static DateTimeOffset? InRange(DateTimeOffset instant) => instant >= Earliest && instant < Latest ? instant : null;

    // Square writes nanoseconds; .NET reads no more than seven digits.
    private static string WithoutExcessDigits(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return text;
        }

        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return end - dot > 8 ? text.Remove(dot + 8, end - dot - 8) : text;
    }
}
