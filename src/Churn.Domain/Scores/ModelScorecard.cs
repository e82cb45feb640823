using System.Collections.Immutable;
using Churn.Statistics.Scoring;

namespace Churn.Domain.Scores;

/// <summary>How the model's forecast of the last weeks, made without seeing them, compares with the baselines'.</summary>
public sealed record ModelScorecard
{
    /// <summary>The method that should be used.</summary>
    public required MethodChoice Choice { get; init; }

    /// <summary>What the model had to show, each beside days since the last purchase and the buyer's own rate.</summary>
    public required ImmutableArray<ScorecardCriterion> Criteria { get; init; }

    /// <summary>The model's forecast of an order against what happened, ascending; empty in a row of before this was kept.</summary>
    public ImmutableArray<CalibrationDecile> Calibration { get; init; } = [];

    /// <summary>Buyers judged on, a random sample of the shop's.</summary>
    public required int Buyers { get; init; }

    /// <summary>How many of them ordered in the holdout.</summary>
    public required int Ordered { get; init; }

    /// <summary>Buyers of the sample left out: they order so often that their row no longer holds the days needed.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Days of the shop's life that the model saw.</summary>
    public required int CalibrationDays { get; init; }

    /// <summary>Days to be foretold.</summary>
    public required int HoldoutDays { get; init; }

    /// <summary>The calibration is shorter than a year, so that no method can have known the seasons.</summary>
    public required bool IsShorterThanAYear { get; init; }
}
