namespace Churn.LocalHost.Shopify;

public sealed record ShopifyRefund(long Id, DateTimeOffset At, decimal Amount);
