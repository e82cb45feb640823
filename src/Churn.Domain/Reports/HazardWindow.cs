namespace Churn.Domain.Reports;

/// <summary>Second orders per buyer and day in a range of days after the first order, both ends included, with a 95 % interval.</summary>
public sealed record HazardWindow(int FromDay, int ToDay, int Events, long BuyerDays, double PerDay, double Low, double High);
