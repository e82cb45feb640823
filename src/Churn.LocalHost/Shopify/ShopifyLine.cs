namespace Churn.LocalHost.Shopify;

public sealed record ShopifyLine(long ProductId, string Title, int Quantity, decimal Price);
