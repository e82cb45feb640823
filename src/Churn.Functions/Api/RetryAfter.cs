using System.Globalization;

namespace Churn.Functions.Api;

/// <summary>Reads the header <c>Retry-After</c> of an answer.</summary>
internal static class RetryAfter
{
    /// <summary>The longest time that a storage queue can hide a message.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>Returns the wait, from zero to seven days. Null when the answer has no such header.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - now : Decimal(response);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
    }

    // Shopify writes "2.0", which RFC 9110 does not allow.
    private static TimeSpan? Decimal(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Retry-After", out var values)
        && double.TryParse(values.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds))
            : null;
}
