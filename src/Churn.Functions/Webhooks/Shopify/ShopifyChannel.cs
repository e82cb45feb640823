using Churn.Domain.Orders;

namespace Churn.Functions.Webhooks.Shopify;

/// <summary>Where an order was placed, by its <c>source_name</c>: a word, or the id of the app that made the order.</summary>
internal static class ShopifyChannel
{
    private const string OnlineStoreApp = "580111";
    private const string PointOfSaleApp = "129785";
    private const string DraftOrdersApp = "1354745";

    private static readonly string[] Marketplaces = ["amazon", "ebay", "etsy", "facebook", "instagram", "google", "tiktok", "walmart", "shop_app"];

    public static OrderChannel Of(string? sourceName, bool isBusiness) => isBusiness ? OrderChannel.Wholesale
        : sourceName?.Trim().ToLowerInvariant() switch
        {
            "web" or OnlineStoreApp => OrderChannel.Web,
            "pos" or "iphone" or "android" or PointOfSaleApp => OrderChannel.Pos,
            "shopify_draft_order" or DraftOrdersApp => OrderChannel.Draft,
            { } name when IsContract(name) => OrderChannel.Subscription,
            { } name when Marketplaces.Any(market => name.StartsWith(market, StringComparison.Ordinal)) => OrderChannel.Marketplace,
            _ => OrderChannel.Other,
        };

    /// <summary>The order itself does not say that a selling plan made it; subscription apps leave this source or a tag that begins with the word.</summary>
    public static bool IsSubscription(string? sourceName, string? tags) => IsContract(sourceName?.Trim().ToLowerInvariant() ?? "")
        || (tags ?? "").Split(',', StringSplitOptions.TrimEntries).Any(tag => tag.StartsWith("subscription", StringComparison.OrdinalIgnoreCase));

    private static bool IsContract(string name) => name.StartsWith("subscription_contract", StringComparison.Ordinal);
}
