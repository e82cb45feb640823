namespace Churn.Domain.Reports;

/// <summary>How far the buyers of one quarter have come.</summary>
/// <param name="Quarter">Of their first purchase, <c>2026-Q1</c>.</param>
/// <param name="Steps">As of all buyers.</param>
public sealed record JourneyPeriod(string Quarter, IReadOnlyList<JourneyStep> Steps);
