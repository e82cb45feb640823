namespace Churn.Domain.Reports;

/// <summary>All cohorts old enough together: buyers active in the period-th month after their first.</summary>
public sealed record CohortAverage(int Period, long Active, long Size, double Rate, double Low, double High);
