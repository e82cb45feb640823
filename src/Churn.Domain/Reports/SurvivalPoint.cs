namespace Churn.Domain.Reports;

/// <summary>The share without a second order after a day, with its 95 % band where it is defined.</summary>
public sealed record SurvivalPoint(int Day, int AtRisk, int Events, double Survival, double? Low, double? High);
