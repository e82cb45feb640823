namespace Churn.Domain.Reports;

/// <summary>Buyers who bear two labels together.</summary>
public sealed record LabelCount(string Relationship, string Activity, long Buyers);
