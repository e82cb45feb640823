namespace Churn.Domain.Reports;

/// <summary>Recency, frequency and monetary scores, 1 (worst) to 5, equal values having equal scores.</summary>
/// <param name="RecencyDays">Scores 5, 4, 3, 2 take buyers whose last purchase is at most so many days ago.</param>
/// <param name="Purchases">Scores 2 to 5 take buyers with more purchase days than this.</param>
/// <param name="NetValue">Scores 2 to 5 take buyers with more net value than this, minor units.</param>
/// <param name="Cells">Every combination that occurs.</param>
public sealed record RfmFigures(IReadOnlyList<long> RecencyDays, IReadOnlyList<long> Purchases, IReadOnlyList<long> NetValue, IReadOnlyList<RfmCell> Cells);
