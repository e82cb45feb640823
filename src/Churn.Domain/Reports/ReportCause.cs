namespace Churn.Domain.Reports;

/// <summary>A part of a change, in the unit of the figure; the parts of a change add up to it.</summary>
public sealed record ReportCause(string Id, double Amount, string Text);
