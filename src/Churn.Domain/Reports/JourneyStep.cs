namespace Churn.Domain.Reports;

/// <summary>A step of the journey: of those who came as far as <paramref name="From"/>, how many came as far as <paramref name="To"/>. The rate is null where that is not known.</summary>
public sealed record JourneyStep(string From, string To, long Reached, long Of, double? Rate, double? Low, double? High);
