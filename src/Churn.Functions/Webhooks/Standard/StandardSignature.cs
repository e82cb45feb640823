using System.Globalization;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;

namespace Churn.Functions.Webhooks.Standard;

/// <summary>
/// Standard Webhooks 1.0.0: <c>v1,</c> and base64 HMAC-SHA256 of <c>id.timestamp.body</c>, or <c>v1a,</c> and its Ed25519 signature; one match of
/// several signatures is enough.
/// </summary>
internal static class StandardSignature
{
    private const int MostSignatures = 20;

    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static WebhookVerdict Verify(
        WebhookRequest request, IReadOnlyCollection<byte[]> keys, IReadOnlyCollection<Ed25519PublicKeyParameters> publicKeys, DateTimeOffset now)
    {
        if (!request.TryHeader("svix-id", "webhook-id", out var id) || !request.TryHeader("svix-timestamp", "webhook-timestamp", out var timestamp)
            || !request.TryHeader("svix-signature", "webhook-signature", out var signatures))
        {
            return WebhookVerdict.Refuse("There is not exactly one each of the headers webhook-id, webhook-timestamp and webhook-signature.");
        }

        if (id.Contains('.', StringComparison.Ordinal) || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return WebhookVerdict.Refuse("The webhook id or timestamp is malformed.");
        }

        if (Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > (decimal)Tolerance.TotalSeconds)
        {
            return WebhookVerdict.Refuse("The timestamp is more than five minutes off.");
        }

        ReadOnlyMemory<byte> prefix = Encoding.UTF8.GetBytes($"{id}.{timestamp}.");
        var matched = false;
        foreach (var signature in signatures.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostSignatures))
        {
            matched |= signature.StartsWith("v1,", StringComparison.Ordinal) ? HmacSignature.IsBase64(signature[3..], keys, prefix, request.Body)
                : signature.StartsWith("v1a,", StringComparison.Ordinal) && publicKeys.Any(key => Ed25519Signature.IsOf(signature[4..], key, prefix, request.Body));
        }

        return matched ? WebhookVerdict.Genuine : WebhookVerdict.Refuse("None of the signatures is that of this delivery under a secret of this shop.");
    }

    /// <summary>The key of a secret as it is handed out: base64 behind <c>whsec_</c>, with or without padding, perhaps pasted with a <c>v1,</c> before it.</summary>
    public static byte[] KeyOf(string secret)
    {
        var text = secret.StartsWith("v1,", StringComparison.Ordinal) ? secret[3..] : secret;
        text = text.StartsWith("whsec_", StringComparison.Ordinal) ? text[6..] : text;
        var buffer = new byte[text.Length];
        var padded = text.TrimEnd('=').PadRight((text.TrimEnd('=').Length + 3) / 4 * 4, '=');
        return Convert.TryFromBase64String(padded, buffer, out var length) && length > 0 ? buffer[..length] : Encoding.UTF8.GetBytes(text);
    }
}
