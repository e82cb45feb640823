using System.Text;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Fetching;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Shopify;

/// <summary>Shopify's webhooks: base64 HMAC-SHA256 of the raw body under the app's client secret; topic and shop come in unsigned headers.</summary>
public sealed class ShopifyPlatform(OrderFetcher fetcher, TimeProvider time) : IWebhookPlatform
{
    public string Name => "shopify";

    public WebhookVerdict Verify(WebhookRequest request, Shop shop, DateTimeOffset now)
    {
        if (!request.TryHeader(ShopifyHeaders.Signature, ShopifyHeaders.EventsSignature, out var signature))
        {
            return WebhookVerdict.Refuse("There is not exactly one signature header.");
        }

        // Shopify signs with the oldest secret not yet revoked, so every one of the shop's is tried.
        if (!HmacSignature.IsBase64(signature, shop.Secrets.Select(Encoding.UTF8.GetBytes), request.Body))
        {
            return WebhookVerdict.Refuse("The signature is not that of this body under a secret of this shop.");
        }

        return IsForAnotherShop(request, shop)
            ? WebhookVerdict.Refuse("The delivery is not for this shop.")
            : WebhookVerdict.Genuine;
    }

    public async ValueTask<WebhookReading> ReadAsync(WebhookRequest request, Shop shop, CancellationToken cancellationToken)
    {
        if (!request.TryHeader(ShopifyHeaders.Topic, ShopifyHeaders.EventsTopic, out var topic))
        {
            throw new UnreadablePayloadException("There is not exactly one topic header.");
        }

        var triggeredAt = TriggeredAt(request);
        var shopRequests = new ShopifyRequestReader(shop, triggeredAt, time.GetUtcNow(), fetcher);
        return topic.ToLowerInvariant() switch
        {
            "orders/create" or "orders/paid" or "orders/updated" or "orders/cancelled" or "orders/fulfilled" or "orders/partially_fulfilled" =>
                await ReadOrderAsync(Payload.Parse(request.Body), new ShopifyOrderReader(shop, triggeredAt), shopRequests, cancellationToken),
            "refunds/create" => await shopRequests.ReadRefundAsync(Payload.Parse(request.Body), cancellationToken),
            "orders/edited" => await shopRequests.ReadEditAsync(Payload.Parse(request.Body), cancellationToken),
            "orders/delete" => shopRequests.ReadDeletion(Payload.Parse(request.Body)),
            "customers/merge" => shopRequests.ReadMerge(Payload.Parse(request.Body)),
            "customers/delete" => shopRequests.ReadRemoval(Payload.Parse(request.Body)),
            "app/uninstalled" => shopRequests.ReadUninstallation(),
            "customers/data_request" => shopRequests.ReadPrivacy(Payload.Parse(request.Body), PrivacyRequestKind.Export),
            "customers/redact" => shopRequests.ReadPrivacy(Payload.Parse(request.Body), PrivacyRequestKind.ErasePerson),
            "shop/redact" => shopRequests.ReadPrivacy(Payload.Parse(request.Body), PrivacyRequestKind.EraseShop),
            _ => WebhookReading.OfNoInterest("The topic is not used here."),
        };
    }

    public ValueTask<WebhookReading> FetchAsync(PendingFetch pending, Shop shop, CancellationToken cancellationToken) =>
        new ShopifyRequestReader(shop, pending.At, time.GetUtcNow(), fetcher).FetchAsync(pending, cancellationToken);

    // An order too large for its way arrives as its id alone.
    private static async ValueTask<WebhookReading> ReadOrderAsync(
        Payload order, ShopifyOrderReader reader, ShopifyRequestReader shopRequests, CancellationToken cancellationToken) =>
        order.Count <= 2 && order.NumericId("id") is { } id ? await shopRequests.FetchAsync(id, cancellationToken) : WebhookReading.Of(reader.Read(order));

    // One app secret signs for all shops that installed the app, and the header is unsigned: without this check, shop A's genuine
    // delivery could be posted to shop B.
    private static bool IsForAnotherShop(WebhookRequest request, Shop shop) => shop.Domain.Length > 0
        && !(request.TryHeader(ShopifyHeaders.ShopDomain, ShopifyHeaders.EventsShopDomain, out var domain)
            && domain.Equals(shop.Domain, StringComparison.OrdinalIgnoreCase));

    private static DateTimeOffset? TriggeredAt(WebhookRequest request) =>
        request.TryHeader(ShopifyHeaders.TriggeredAt, ShopifyHeaders.EventsTriggeredAt, out var text) ? Instants.Parse(text) : null;
}

/// <summary>The two families of headers, classic and Events; a delivery may carry both.</summary>
internal static class ShopifyHeaders
{
    public const string Signature = "X-Shopify-Hmac-Sha256";
    public const string EventsSignature = "shopify-hmac-sha256";
    public const string ShopDomain = "X-Shopify-Shop-Domain";
    public const string EventsShopDomain = "shopify-shop-domain";
    public const string Topic = "X-Shopify-Topic";
    public const string EventsTopic = "shopify-topic";
    public const string TriggeredAt = "X-Shopify-Triggered-At";
    public const string EventsTriggeredAt = "shopify-triggered-at";
}
