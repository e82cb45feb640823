namespace Churn.TestSupport.Costs;

/// <summary>Requests of one kind of delivery, and how many of them are entity group transactions.</summary>
public sealed record KindRequests(int All, int Transactions);
