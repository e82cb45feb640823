namespace Churn.Functions.Webhooks.Shopify;

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
