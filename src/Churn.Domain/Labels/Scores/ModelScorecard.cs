using System.Collections.Immutable;
using Churn.Statistics.Scoring;

namespace Churn.Domain.Labels.Scores;

/// <summary>Compares the model's forecast of the last weeks, made without knowing them, with the forecasts of the baselines.</summary>
public sealed record ModelScorecard
{
    /// <summary>The method that should be used.</summary>
    public required MethodChoice Choice { get; init; }

    /// <summary>
    /// The criteria of the comparison. The baselines are the days since the last purchase and the buyer's own rate of purchases.
    /// </summary>
    public required ImmutableArray<ScorecardCriterion> Criteria { get; init; }

    /// <summary>
    /// The model's forecasts of an order against what happened, ascending; empty in a row written before these were stored.
    /// </summary>
    public ImmutableArray<CalibrationDecile> Calibration { get; init; } = [];

    /// <summary>Number of buyers evaluated, a random sample of the shop's.</summary>
    public required int Buyers { get; init; }

    /// <summary>Number of these buyers that ordered in the holdout.</summary>
    public required int Ordered { get; init; }

    /// <summary>Buyers of the sample left out, because they order so often that their row no longer holds the days needed.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Number of days that the model was fitted on.</summary>
    public required int CalibrationDays { get; init; }

    /// <summary>Number of days to forecast.</summary>
    public required int HoldoutDays { get; init; }

    /// <summary>Whether the calibration is shorter than a year, so that no method could learn the seasons.</summary>
    public required bool IsShorterThanAYear { get; init; }
}
