namespace Churn.Domain.Reports;

/// <summary>What a figure or a table of a report means.</summary>
/// <param name="Id">As figures and tables name it.</param>
/// <param name="Name">A few words for a heading.</param>
/// <param name="Text">What is counted, out of what.</param>
/// <param name="Horizon">The time it speaks of.</param>
/// <param name="Source">What it is computed from, and after whom.</param>
public sealed record ReportDefinition(string Id, string Name, string Text, string Horizon, string Source);
