namespace Churn.LocalHost.Shopify;

public static class ShopifyTopics
{
    public const string OrderCreated = "orders/create";
    public const string OrderUpdated = "orders/updated";
    public const string OrderCancelled = "orders/cancelled";
}
