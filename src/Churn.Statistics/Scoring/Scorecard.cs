using Churn.Statistics.Descriptive;

namespace Churn.Statistics.Scoring;

/// <summary>
/// Compares a model with the two baselines on the same holdout, and chooses a method. The model is chosen only if it passes all three
/// criteria: its log-loss is below that of both baselines (a proper score, which rewards ranking and calibration together); its ranking is
/// not significantly worse than that of recency (paired DeLong test, two-sided 5 %); and its total is off by no more than
/// <see cref="TolerableTotalError"/>, or by less than that of either baseline.
/// </summary>
public sealed record Scorecard
{
    /// <summary>
    /// A relative error of the total up to this is accepted even if a baseline happens to be closer, because a single
    /// season changes the total as much.
    /// </summary>
    public const double TolerableTotalError = 0.2;

    /// <summary>Minimum number of buyers of either outcome for a decision.</summary>
    public const int FewestOfEachOutcome = 20;

    private Scorecard(
        MethodChoice choice,
        IReadOnlyList<ScorecardCriterion> criteria,
        ForecastScores model,
        ForecastScores recency,
        ForecastScores ownRate)
    {
        Choice = choice;
        Criteria = criteria;
        Model = model;
        Recency = recency;
        OwnRate = ownRate;
    }

    /// <summary>The method to use.</summary>
    public MethodChoice Choice { get; }

    /// <summary>The criteria for the model, and whether it passed them.</summary>
    public IReadOnlyList<ScorecardCriterion> Criteria { get; }

    /// <summary>The model's scores.</summary>
    public ForecastScores Model { get; }

    /// <summary>The recency baseline's scores.</summary>
    public ForecastScores Recency { get; }

    /// <summary>The own-rate baseline's scores.</summary>
    public ForecastScores OwnRate { get; }

    /// <summary>Model AUC minus recency AUC, paired; null if all outcomes are equal.</summary>
    public AucDifference? AucAgainstRecency { get; private init; }

    /// <summary>Number of buyers in the holdout.</summary>
    public int Buyers { get; private init; }

    /// <summary>Number of buyers who ordered in the holdout.</summary>
    public int Ordered { get; private init; }

    /// <summary>Length of the holdout.</summary>
    public int HoldoutDays { get; private init; }

    /// <summary>Days from the oldest buyer's first purchase to the calibration end.</summary>
    public int CalibrationDays { get; private init; }

    /// <summary>Whether the calibration is shorter than a year, so that no method could learn the seasons.</summary>
    public bool IsShorterThanAYear { get; private init; }

    /// <summary>Scores a model and the baselines on a split.</summary>
    /// <param name="histories">The histories that were split.</param>
    /// <param name="model">The model's forecast, fitted on the split's calibration, with one entry for each of its buyers.</param>
    public static Scorecard Of(OrderHistories histories, CalibrationHoldoutSplit split, Forecast model)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(model);
        Uplift.ArgumentChecks.SameLength(split.Count, model.Count, nameof(model));
        if (!model.HasProbabilities)
        {
            throw new ArgumentException("A model that only ranks cannot be scored; give its probabilities and orders.", nameof(model));
        }

        var actual = split.HoldoutPurchases;
        var ordered = Outcomes(actual);
        var recency = RecencyBaseline.For(histories, split);
        var scores = ForecastScores.Of(model, actual, ordered);
        var recencyScores = ForecastScores.Of(recency, actual, ordered);
        var rateScores = ForecastScores.Of(RateBaseline.For(split), actual, ordered);
        var against = RankingAuc.Compare(model.Ranking, recency.Ranking, ordered);
        ScorecardCriterion[] criteria =
        [
            LogLoss(scores, recencyScores, rateScores),
            Ranking(scores, recencyScores, rateScores, against),
            Total(scores, recencyScores, rateScores),
        ];
        var positives = ordered.AsSpan().Count(true);
        return new Scorecard(Choose(criteria, positives, split.Count), criteria, scores, recencyScores, rateScores)
        {
            AucAgainstRecency = against,
            Buyers = split.Count,
            Ordered = positives,
            HoldoutDays = split.HoldoutDays,
            CalibrationDays = split.CalibrationDays,
            IsShorterThanAYear = split.IsShorterThanAYear,
        };
    }

    internal static bool[] Outcomes(ReadOnlySpan<int> actual)
    {
        var ordered = new bool[actual.Length];
        for (var i = 0; i < ordered.Length; i++)
        {
            ordered[i] = actual[i] > 0;
        }

        return ordered;
    }

    private static MethodChoice Choose(ScorecardCriterion[] criteria, int positives, int buyers)
    {
        if (Math.Min(positives, buyers - positives) < FewestOfEachOutcome)
        {
            return MethodChoice.NotEnoughData;
        }

        if (Array.TrueForAll(criteria, criterion => criterion.Passed))
        {
            return MethodChoice.Model;
        }

        var losses = criteria[0];
        return losses.Recency is { } recency && recency <= losses.OwnRate ? MethodChoice.Recency : MethodChoice.OwnRate;
    }

    private static ScorecardCriterion LogLoss(ForecastScores model, ForecastScores recency, ForecastScores rate)
    {
        var (own, first, second) = (model.Probability?.LogLoss, recency.Probability?.LogLoss, rate.Probability?.LogLoss);
        var lowest = own < (first ?? double.MaxValue) && own < (second ?? double.MaxValue);
        return new ScorecardCriterion("log-loss", own, first, second, lowest);
    }

    private static ScorecardCriterion Ranking(ForecastScores model, ForecastScores recency, ForecastScores rate, AucDifference? against)
    {
        var notWorse = against is { } difference && difference.Value >= -1.96 * (difference.StandardError ?? 0);
        return new ScorecardCriterion("AUC", model.Auc?.Value, recency.Auc?.Value, rate.Auc?.Value, notWorse);
    }

    private static ScorecardCriterion Total(ForecastScores model, ForecastScores recency, ForecastScores rate)
    {
        var (own, first, second) = (model.Orders?.RelativeError, recency.Orders?.RelativeError, rate.Orders?.RelativeError);
        var closest = Math.Min(Math.Abs(first ?? double.MaxValue), Math.Abs(second ?? double.MaxValue));
        var passed = own is { } error && (Math.Abs(error) <= TolerableTotalError || Math.Abs(error) < closest);
        return new ScorecardCriterion("total forecast error", own, first, second, passed);
    }
}

/// <summary>One criterion for the model, with the compared numbers.</summary>
/// <param name="Name">What is compared.</param>
/// <param name="Model">The model's number; null if undefined.</param>
/// <param name="Recency">The recency baseline's number; null if it has none.</param>
/// <param name="OwnRate">The own-rate baseline's number; null if it has none.</param>
/// <param name="Passed">Whether the model passed.</param>
public sealed record ScorecardCriterion(string Name, double? Model, double? Recency, double? OwnRate, bool Passed);
