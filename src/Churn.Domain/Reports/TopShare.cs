namespace Churn.Domain.Reports;

/// <summary>Share of revenue that a share of the best buyers makes; both 0 to 1.</summary>
public sealed record TopShare(double Buyers, double Revenue);
