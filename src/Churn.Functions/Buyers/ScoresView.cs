using Churn.Domain.Scores;

namespace Churn.Functions.Buyers;

/// <summary>What is to be expected of a buyer; money in minor units.</summary>
public sealed record ScoresView(DateOnly AsOf, ScoreView NoOrder, ScoreView Orders, ScoreView Value, NextOrderView NextOrder, ScoreView? Renewal)
{
    public static ScoresView Of(BuyerScores scores) => new(
        scores.AsOf, ScoreView.Of(scores.NoOrder, 4), ScoreView.Of(scores.Orders, 3), ScoreView.Of(scores.Value, 0), NextOrderView.Of(scores.NextOrder),
        scores.Renewal is { } renewal ? ScoreView.Of(renewal, 4) : null);
}
