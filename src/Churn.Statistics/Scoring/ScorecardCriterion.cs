namespace Churn.Statistics.Scoring;

/// <summary>One thing the model had to show, with the numbers.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Model">The model's number; null when undefined.</param>
/// <param name="Recency">The recency baseline's; null when it has none.</param>
/// <param name="OwnRate">The own-rate baseline's; null when it has none.</param>
/// <param name="Passed">Whether the model passed.</param>
public sealed record ScorecardCriterion(string Name, double? Model, double? Recency, double? OwnRate, bool Passed);
