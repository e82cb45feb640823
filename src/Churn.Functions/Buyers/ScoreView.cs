using Churn.Domain.Scores;

namespace Churn.Functions.Buyers;

/// <summary>A number about a buyer, or why there is none.</summary>
public sealed record ScoreView(double? Value, double? Low, double? High, string? Interval, string Rung, int HorizonDays, string Definition, string? WhyNot)
{
    /// <param name="score">The number.</param>
    /// <param name="digits">Behind the point: more would be noise.</param>
    public static ScoreView Of(Score score, int digits)
    {
        double? Rounded(double? value) => value is { } number ? Math.Round(number, digits) : null;
        return new ScoreView(
            Rounded(score.Value), Rounded(score.Low), Rounded(score.High), score.Interval, score.Rung.ToString(), score.HorizonDays, score.Definition, score.WhyNot);
    }
}
