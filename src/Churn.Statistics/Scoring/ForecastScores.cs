namespace Churn.Statistics.Scoring;

/// <summary>One column of the scorecard: everything measured of one method.</summary>
/// <param name="Name">The method.</param>
/// <param name="Auc">Of its ranking; null when all outcomes are equal.</param>
/// <param name="Probability">Null when the method has no probabilities, or without buyers.</param>
/// <param name="Calibration">Null when the method has no probabilities.</param>
/// <param name="Orders">Null when the method has no counts, or without buyers.</param>
public sealed record ForecastScores(
    string Name, RankingAuc? Auc, ProbabilityScores? Probability, CalibrationByDecile? Calibration, CountScores? Orders)
{
    /// <summary>Scores a forecast against the holdout.</summary>
    /// <param name="forecast">As many buyers as <paramref name="actual"/>.</param>
    /// <param name="actual">Orders in the holdout, 0 or more.</param>
    public static ForecastScores Of(Forecast forecast, ReadOnlySpan<int> actual)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return Of(forecast, actual, Scorecard.Outcomes(actual));
    }

    internal static ForecastScores Of(Forecast forecast, ReadOnlySpan<int> actual, ReadOnlySpan<bool> ordered)
    {
        Uplift.ArgumentChecks.SameLength(ordered.Length, forecast.Count, nameof(forecast));
        return new ForecastScores(
            forecast.Name,
            RankingAuc.Of(forecast.Ranking, ordered),
            forecast.HasProbabilities ? ProbabilityScores.Of(forecast.Probabilities, ordered) : null,
            forecast.HasProbabilities ? CalibrationByDecile.Of(forecast.Probabilities, ordered) : null,
            forecast.HasOrders ? CountScores.Of(forecast.Orders, actual) : null);
    }
}
