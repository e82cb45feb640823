namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>What a file says of one buyer: sales, those of them that cost something and were never returned to, and the money kept, in cents.</summary>
internal sealed record BuyerSums(int Orders, int? Purchases, long Cents);
