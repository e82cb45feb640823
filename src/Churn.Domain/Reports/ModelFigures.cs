using Churn.Domain.Labels.Scores;

namespace Churn.Domain.Reports;

/// <summary>The model in force, and how it scored on days that it had not seen.</summary>
/// <param name="Version">The version that every label names.</param>
/// <param name="Tier">Rules, Pooled or Fitted.</param>
/// <param name="Why">One sentence that says why the model stands on this tier.</param>
/// <param name="Choice">The method that the scorecard names; null without a scorecard.</param>
/// <param name="Buyers">Buyers that the model was judged on.</param>
/// <param name="HoldoutDays">Days that the model had to predict.</param>
/// <param name="IsShorterThanAYear">Whether the model has seen less than a year, so that no method can have learned the seasons.</param>
/// <param name="Scores">The result of each criterion.</param>
public sealed record ModelFigures(
    string Version,
    string Tier,
    string Why,
    string? Choice,
    int? Buyers,
    int? HoldoutDays,
    bool? IsShorterThanAYear,
    IReadOnlyList<ScoreFigures> Scores)
{
    /// <summary>
    /// Forecast against outcome, by tenths of the buyers judged on; empty without a scorecard, and in reports that are older than this
    /// figure.
    /// </summary>
    public IReadOnlyList<CalibrationDecile> Calibration { get; init; } = [];

    /// <summary>What a report says of a model.</summary>
    public static ModelFigures Of(ShopModel model) => new(
        model.Version,
        model.Tier.ToString(),
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

    // A log-loss can be infinite, which JSON cannot express.
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}

/// <summary>One criterion that the model was judged by, with the results of the two baselines; null if one has no such number.</summary>
/// <param name="Criterion">What is compared, for example <c>log-loss</c>.</param>
/// <param name="Model">The model's result.</param>
/// <param name="Recency">The result of the baseline that uses the days since the last purchase.</param>
/// <param name="OwnRate">The result of the baseline that uses the buyer's own rate.</param>
public sealed record ScoreFigures(string Criterion, double? Model, double? Recency, double? OwnRate, bool Passed);
