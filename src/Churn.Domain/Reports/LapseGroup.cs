namespace Churn.Domain.Reports;

/// <summary>Buyers whose lapse point lies in a range of days, both ends included.</summary>
public sealed record LapseGroup(int FromDays, int ToDays, long Buyers);
