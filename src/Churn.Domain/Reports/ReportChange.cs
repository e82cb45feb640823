namespace Churn.Domain.Reports;

/// <summary>What a figure was, what it is, and what made the difference.</summary>
/// <param name="Figure">Id of the figure or, for a month's revenue, <c>month.revenue</c>.</param>
/// <param name="Unit">As in <see cref="ReportFigure.Unit"/>.</param>
/// <param name="HorizonDays">As in the figure.</param>
/// <param name="Since">The day of the report compared with, or the first day of the month.</param>
/// <param name="Before">Then.</param>
/// <param name="After">Now.</param>
/// <param name="Causes">Parts that add up to the difference; none when it cannot be taken apart.</param>
/// <param name="Notes">What else changed in between and bears on the figure, such as another policy.</param>
public sealed record ReportChange(
    string Figure, string Unit, int? HorizonDays, DateOnly Since, double Before, double After, IReadOnlyList<ReportCause> Causes, IReadOnlyList<string> Notes);
