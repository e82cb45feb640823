namespace Churn.LocalHost.Shopify;

/// <summary>One webhook: the same delivery always has the same bytes.</summary>
public sealed record ShopifyDelivery(string Topic, ShopifyOrder Order);
