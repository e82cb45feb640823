using System.Globalization;

namespace Churn.Functions.Http;

/// <summary>How long an answer's <c>Retry-After</c> asks its client to wait.</summary>
internal static class RetryAfter
{
    /// <summary>A message of a storage queue waits no longer than this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <summary>From zero to seven days; null when the answer does not say it.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter is { } header ? header.Delta ?? header.Date - now : Decimal(response);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;
    }

    // Shopify writes "2.0", which is no Retry-After of RFC 9110.
    private static TimeSpan? Decimal(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Retry-After", out var values)
        && double.TryParse(values.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds))
            : null;
}
