namespace Churn.TestSupport.Costs;

/// <summary>Requests of one kind of delivery, how many of them are entity group transactions, and how many events left.</summary>
public sealed record KindRequests(int All, int Transactions, int Events);
