namespace Churn.Domain.Buyers;

/// <summary>What stands where a buyer stood before they were merged into another.</summary>
public sealed record BuyerAlias(BuyerKey Key, BuyerId MergedInto, string? ETag);
