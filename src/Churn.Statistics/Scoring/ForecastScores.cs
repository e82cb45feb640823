namespace Churn.Statistics.Scoring;

/// <summary>All scores of one method: one column of the scorecard.</summary>
/// <param name="Name">The method.</param>
/// <param name="Auc">Scores of the ranking; null if all outcomes are equal.</param>
/// <param name="Probability">Scores of the probabilities; null if the method gives none, or without buyers.</param>
/// <param name="Calibration">Calibration of the probabilities; null if the method gives none.</param>
/// <param name="Orders">Scores of the expected orders; null if the method gives none, or without buyers.</param>
public sealed record ForecastScores(
    string Name, RankingAuc? Auc, ProbabilityScores? Probability, CalibrationByDecile? Calibration, CountScores? Orders)
{
    /// <summary>Scores a forecast against the holdout.</summary>
    /// <param name="forecast">A forecast for as many buyers as <paramref name="actual"/>.</param>
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
