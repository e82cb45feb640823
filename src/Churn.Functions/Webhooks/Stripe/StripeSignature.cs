using System.Globalization;
using System.Text;

namespace Churn.Functions.Webhooks.Stripe;

/// <summary><c>t=…,v1=…[,v1=…]</c>: hexadecimal HMAC-SHA256 of <c>t.body</c> under the whole secret, prefix and all; one match of several is enough.</summary>
internal static class StripeSignature
{
    private const int MostParts = 40;
    private const decimal ToleranceSeconds = 300;

    public static WebhookVerdict Verify(string header, IReadOnlyCollection<byte[]> keys, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var parts = header.Split(',', MostParts, StringSplitOptions.TrimEntries);
        var times = parts.Where(part => part.StartsWith("t=", StringComparison.Ordinal)).ToList();
        if (times.Count != 1 || !long.TryParse(times[0].AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return WebhookVerdict.Refuse("The signature header is malformed.");
        }

        if (Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > ToleranceSeconds)
        {
            return WebhookVerdict.Refuse("The timestamp is more than five minutes off.");
        }

        ReadOnlyMemory<byte> prefix = Encoding.UTF8.GetBytes($"{times[0][2..]}.");
        var matched = false;
        foreach (var signature in parts.Where(part => part.StartsWith("v1=", StringComparison.Ordinal)))
        {
            matched |= HmacSignature.IsHex(signature[3..], keys, prefix, body);
        }

        return matched ? WebhookVerdict.Genuine : WebhookVerdict.Refuse("None of the signatures is that of this body under a secret of this shop.");
    }
}
