namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>
/// What a file says about one buyer: the number of sales, the number of sales that cost something and were never returned, and the money
/// that the shop kept, in cents.
/// </summary>
internal sealed record BuyerSums(int Orders, int? Purchases, long Cents);
