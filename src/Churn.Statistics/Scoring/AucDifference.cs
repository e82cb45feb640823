namespace Churn.Statistics.Scoring;

/// <summary>How much better one ranking is than another of the same buyers.</summary>
/// <param name="Value">−1 to 1; above 0 when the first is better.</param>
/// <param name="StandardError">0 or more; null with fewer than two buyers of either outcome.</param>
public readonly record struct AucDifference(double Value, double? StandardError);
