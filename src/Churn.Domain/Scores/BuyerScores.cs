namespace Churn.Domain.Scores;

/// <summary>What is to be expected of a buyer, as of a day. Computed when it is read: the numbers drift every day.</summary>
/// <param name="AsOf">The day (the shop's).</param>
/// <param name="ModelVersion">What the shop had learned.</param>
/// <param name="NoOrder">P(no order within <see cref="ScoreTerms.NoOrderDays"/>), 0 to 1.</param>
/// <param name="Orders">Expected purchase days within <see cref="ScoreTerms.HorizonDays"/>.</param>
/// <param name="Value">Discounted margin of these, minor units of the shop's currency.</param>
/// <param name="NextOrder">When the next one comes.</param>
/// <param name="Renewal">P(the contract is renewed when its term ends), 0 to 1; null: there never was a contract.</param>
public sealed record BuyerScores(DateOnly AsOf, string ModelVersion, Score NoOrder, Score Orders, Score Value, NextOrderWindow NextOrder, Score? Renewal);
