namespace Churn.Domain.Scores;

/// <summary>When the next order is to be expected, or why no date can be given.</summary>
/// <param name="From">First day of the window; null: no date.</param>
/// <param name="Until">Its last day.</param>
/// <param name="Rung">The method.</param>
/// <param name="Definition">What the window is, in a sentence.</param>
/// <param name="WhyNot">Why there is no date; null when there is one.</param>
public sealed record NextOrderWindow(DateOnly? From, DateOnly? Until, Rung Rung, string Definition, string? WhyNot);
