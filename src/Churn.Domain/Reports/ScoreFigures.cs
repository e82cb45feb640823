namespace Churn.Domain.Reports;

/// <summary>One thing the model had to show, beside the two baselines; null where one has no such number.</summary>
/// <param name="Criterion">What is compared, e.g. <c>log-loss</c>.</param>
/// <param name="Model">The model's.</param>
/// <param name="Recency">Of days since the last purchase.</param>
/// <param name="OwnRate">Of the buyer's own rate.</param>
/// <param name="Passed">Whether the model passed.</param>
public sealed record ScoreFigures(string Criterion, double? Model, double? Recency, double? OwnRate, bool Passed);
