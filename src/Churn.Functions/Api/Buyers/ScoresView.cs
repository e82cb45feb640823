using Churn.Domain.Labels.Scores;

namespace Churn.Functions.Api.Buyers;

/// <summary>The forecasts about a buyer. Money is in minor units.</summary>
public sealed record ScoresView(
    DateOnly AsOf, ScoreView NoOrder, ScoreView Orders, ScoreView Value, NextOrderView NextOrder, ScoreView? Renewal)
{
    public static ScoresView Of(BuyerScores scores) => new(
        scores.AsOf, ScoreView.Of(scores.NoOrder, 4), ScoreView.Of(scores.Orders, 3), ScoreView.Of(scores.Value, 0),
        NextOrderView.Of(scores.NextOrder),
        scores.Renewal is { } renewal ? ScoreView.Of(renewal, 4) : null);
}

/// <summary>When a buyer's next order is expected, or why no date can be given.</summary>
public sealed record NextOrderView(DateOnly? From, DateOnly? Until, string Tier, string Definition, string? WhyNot)
{
    public static NextOrderView Of(NextOrderWindow window) =>
        new(window.From, window.Until, window.Tier.ToString(), window.Definition, window.WhyNot);
}

/// <summary>A forecast about a buyer, or the reason why there is none.</summary>
public sealed record ScoreView(
    double? Value, double? Low, double? High, string? Interval, string Tier, int HorizonDays, string Definition, string? WhyNot)
{
    /// <param name="digits">Decimal places to keep. Further digits would be noise.</param>
    public static ScoreView Of(Score score, int digits)
    {
        double? Rounded(double? value) => value is { } number ? Math.Round(number, digits) : null;
        return new ScoreView(
            Rounded(score.Value), Rounded(score.Low), Rounded(score.High), score.Interval,
            score.Tier.ToString(), score.HorizonDays, score.Definition, score.WhyNot);
    }
}
