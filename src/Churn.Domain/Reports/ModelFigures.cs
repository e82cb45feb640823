using Churn.Domain.Scores;

namespace Churn.Domain.Reports;

/// <summary>The model in force, and how it scored on days it had not seen.</summary>
/// <param name="Version">As on every label.</param>
/// <param name="Rung">Rules, Pooled or Fitted.</param>
/// <param name="Why">One sentence: why this rung and no other.</param>
/// <param name="Choice">The method that the scorecard names; null without one.</param>
/// <param name="Buyers">Buyers it was judged on.</param>
/// <param name="HoldoutDays">Days to be foretold.</param>
/// <param name="IsShorterThanAYear">What it learned from is shorter than a year, so that no method can have known the seasons.</param>
/// <param name="Scores">Criterion by criterion.</param>
public sealed record ModelFigures(
    string Version, string Rung, string Why, string? Choice, int? Buyers, int? HoldoutDays, bool? IsShorterThanAYear, IReadOnlyList<ScoreFigures> Scores)
{
    /// <summary>Forecast against what happened, by tenths of the buyers judged on; empty without a scorecard, and in reports of before this was kept.</summary>
    public IReadOnlyList<CalibrationDecile> Calibration { get; init; } = [];

    /// <summary>What a report says of a model.</summary>
    public static ModelFigures Of(ShopModel model) => new(
        model.Version,
        model.Rung.ToString(),
        model.Why,
        model.Scorecard?.Choice.ToString(),
        model.Scorecard?.Buyers,
        model.Scorecard?.HoldoutDays,
        model.Scorecard?.IsShorterThanAYear,
        [.. (model.Scorecard?.Criteria ?? []).Select(score =>
            new ScoreFigures(score.Name, Finite(score.Model), Finite(score.Recency), Finite(score.OwnRate), score.Passed))])
    {
        Calibration = model.Scorecard?.Calibration ?? [],
    };

    // JSON has no infinity, which a log-loss can be.
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
