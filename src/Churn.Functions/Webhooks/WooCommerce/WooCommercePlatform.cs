using System.Net;
using System.Text;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.WooCommerce;

/// <summary>WooCommerce's webhooks: base64 HMAC-SHA256 of the raw body. It never tries a delivery again, so nothing may be refused lightly.</summary>
public sealed class WooCommercePlatform(TimeProvider time) : IWebhookPlatform
{
    private const string Signature = "X-WC-Webhook-Signature";

    public string Name => "woocommerce";

    // The ping that is sent when a webhook is saved is a form.
    public bool Accepts(string? contentType) => JsonContent.IsPossible(contentType)
        || contentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    public WebhookVerdict Verify(WebhookRequest request, Shop shop, DateTimeOffset now)
    {
        if (request.Header(Signature) is not { } signature)
        {
            // WooCommerce activates a webhook only if this unsigned form is answered with 200.
            return !request.IsRepeated(Signature) && IsPing(request.Body.Span)
                ? WebhookVerdict.Harmless("A ping; nothing was done.")
                : WebhookVerdict.Refuse("There is not exactly one signature header.");
        }

        if (!HmacSignature.IsBase64(signature, shop.Secrets.SelectMany(Spellings), request.Body))
        {
            return WebhookVerdict.Refuse("The signature is not that of this body under a secret of this shop.");
        }

        return shop.Domain.Length > 0 && !IsFrom(request.Header("X-WC-Webhook-Source"), shop.Domain)
            ? WebhookVerdict.Refuse("The delivery is not for this shop.")
            : WebhookVerdict.Genuine;
    }

    public ValueTask<WebhookReading> ReadAsync(WebhookRequest request, Shop shop, CancellationToken cancellationToken)
    {
        var topic = request.Header("X-WC-Webhook-Topic")?.ToLowerInvariant() ?? throw new UnreadablePayloadException("There is not exactly one topic header.");
        return ValueTask.FromResult(topic switch
        {
            "order.created" or "order.updated" or "order.restored" => WooCommerceOrderReader.Read(Parse(request), shop),
            "order.deleted" => WebhookReading.Of(PlatformMessages.Deletion(shop, Id(Parse(request)), time.GetUtcNow())),
            "customer.deleted" => WebhookReading.Of(PlatformMessages.Removal(shop, Id(Parse(request)))),
            _ => WebhookReading.OfNoInterest("The topic is not used here."),
        });
    }

    private static Payload Parse(WebhookRequest request)
    {
        var body = Payload.Parse(request.Body);

        // Signed and useless: the body is rendered as the user who owns the webhook, and they have lost the right to see orders.
        return body.Has("code") && body.Object("data")?.Has("status") == true
            ? throw new UnreadablePayloadException("The shop sent an error instead of its data; the webhook's owner may not read it any more.")
            : body;
    }

    private static string Id(Payload body) => body.NumericId("id") ?? throw Payload.Missing("id");

    private static bool IsPing(ReadOnlySpan<byte> body) => body.StartsWith("webhook_id="u8) && body.Length is > 11 and <= 31
        && !body[11..].ContainsAnyExceptInRange((byte)'0', (byte)'9');

    // The admin page keeps "&" as "&amp;": newer versions decode before they sign, older ones sign with what is kept.
    private static IEnumerable<byte[]> Spellings(string secret) =>
        new[] { secret, WebUtility.HtmlDecode(secret), WebUtility.HtmlEncode(secret) }.Distinct().Select(Encoding.UTF8.GetBytes);

    private static bool IsFrom(string? source, string domain) => Uri.TryCreate(source, UriKind.Absolute, out var uri)
        && uri.Host.Equals(domain, StringComparison.OrdinalIgnoreCase);
}
