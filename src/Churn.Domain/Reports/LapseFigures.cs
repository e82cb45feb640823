namespace Churn.Domain.Reports;

/// <summary>After how many days buyers count as lapsed.</summary>
/// <param name="MedianDays">Half of the buyers have a lapse point of at most so many days.</param>
/// <param name="Points">Every lapse point with its buyers, at most fifty groups.</param>
public sealed record LapseFigures(int? MedianDays, IReadOnlyList<LapseGroup> Points);
