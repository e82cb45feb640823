namespace Churn.Domain.Reports;

/// <summary>The buyers of one combination of scores, and their net value in minor units.</summary>
public sealed record RfmCell(int Recency, int Frequency, int Monetary, long Buyers, long NetValue);
