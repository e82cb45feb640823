namespace Churn.Domain.Reports;

/// <summary>When buyers come back for the first time.</summary>
/// <param name="Buyers">Buyers the curve rests on.</param>
/// <param name="Events">Of those, seen to come back.</param>
/// <param name="MedianDay">The first day by which half have come back; null when fewer than half were seen to.</param>
/// <param name="Best">The week in which most of those still outstanding come back each day; null with too few second orders to say.</param>
/// <param name="BestDay">The day before that week begins, the best one to act on.</param>
/// <param name="Survival">The curve's steps up to day 365.</param>
/// <param name="Hazard">Week by week up to day 364.</param>
public sealed record SecondOrderFigures(
    int Buyers, int Events, int? MedianDay, HazardWindow? Best, int? BestDay, IReadOnlyList<SurvivalPoint> Survival, IReadOnlyList<HazardWindow> Hazard);
