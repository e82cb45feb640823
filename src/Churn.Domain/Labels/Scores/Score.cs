namespace Churn.Domain.Labels.Scores;

/// <summary>A predicted number about a buyer, with all that is needed to interpret it.</summary>
/// <param name="Value">The number; null if none can be given, and <paramref name="WhyNot"/> says why.</param>
/// <param name="Low">Lower end of the interval; null if there is none.</param>
/// <param name="High">Upper end of the interval; null if there is none.</param>
/// <param name="Interval">What the interval covers; null if there is none.</param>
/// <param name="Tier">The method behind the number.</param>
/// <param name="HorizonDays">How many days the number looks ahead.</param>
/// <param name="Definition">What the number means, in a sentence.</param>
/// <param name="WhyNot">Why there is no number; null if there is one.</param>
public sealed record Score(
    double? Value, double? Low, double? High, string? Interval, ModelTier Tier, int HorizonDays, string Definition, string? WhyNot);

/// <summary>Predictions for a buyer as of a day. They are computed when they are read, because they change every day.</summary>
/// <param name="AsOf">The day (the shop's).</param>
/// <param name="ModelVersion">The version of the shop's model.</param>
/// <param name="NoOrder">P(no order within <see cref="ScoreTerms.NoOrderDays"/>), 0 to 1.</param>
/// <param name="Orders">Expected purchase days within <see cref="ScoreTerms.HorizonDays"/>.</param>
/// <param name="Value">Discounted margin of these purchases, minor units of the shop's currency.</param>
/// <param name="NextOrder">When the next order is to be expected.</param>
/// <param name="Renewal">P(the contract is renewed when its term ends), 0 to 1; null if the buyer never had a contract.</param>
public sealed record BuyerScores(
    DateOnly AsOf, string ModelVersion, Score NoOrder, Score Orders, Score Value, NextOrderWindow NextOrder, Score? Renewal);

/// <summary>When the next order is to be expected, or why no date can be given.</summary>
/// <param name="From">The first day of the window; null if no date can be given.</param>
/// <param name="Until">The last day of the window; null if no date can be given.</param>
/// <param name="Tier">The method behind the window.</param>
/// <param name="Definition">What the window means, in a sentence.</param>
/// <param name="WhyNot">Why no date can be given; null if there is one.</param>
public sealed record NextOrderWindow(DateOnly? From, DateOnly? Until, ModelTier Tier, string Definition, string? WhyNot);
