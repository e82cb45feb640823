using Churn.Domain.Labels.Scores;
using Churn.Statistics.Descriptive;
using Churn.Statistics.Histories;
using Churn.Statistics.Models;
using Churn.Statistics.Models.MbgNbd;
using Churn.Statistics.Scoring;

namespace Churn.Domain.Nightly;

/// <summary>
/// Judges the model on the shop's last weeks: fits it to the sample as it was before them, and compares its forecast with what happened.
/// The rows know enough days for that: how many there were by then, the last of them, and all since. Buyers whose known days do not reach
/// back that far are left out and counted.
/// </summary>
internal static class ScorecardCalculator
{
    internal const int LongestHoldout = 90;
    internal const int ShortestHoldout = 28;

    /// <summary>The scorecard; null if the shop's past is too short, or if the model could not be fitted to it.</summary>
    internal static ModelScorecard? Judge(IReadOnlyList<SampledBuyer> sample, DateOnly asOf)
    {
        // The day of the run is not over, so the last whole day is the one before.
        var end = asOf.DayNumber - 1;
        var seen = sample.Where(buyer => buyer.Days[0] <= end).ToList();
        var window = seen.Count == 0 ? 0 : end - seen.Min(buyer => buyer.Days[0]);
        var holdout = Math.Min(LongestHoldout, window / 3);
        if (holdout < ShortestHoldout)
        {
            return null;
        }

        // The recency baseline learns on another holdout, which lies before the judged one.
        var known = seen.Select(buyer => buyer.DaysKnownFrom(end - (2 * holdout))).ToList();
        var histories = OrderHistories.From([.. known.OfType<int[]>()]);
        var split = CalibrationHoldoutSplit.Of(histories, end - holdout, holdout);
        if (split.Count == 0 || Forecast(split) is not { } forecast)
        {
            return null;
        }

        var card = Scorecard.Of(histories, split, forecast);
        return new ModelScorecard
        {
            Choice = card.Choice,
            Criteria = [.. card.Criteria],
            Calibration = card.Model.Calibration is { } calibration ? [.. calibration.Groups.ToArray().Select(CalibrationDecile.Of)] : [],
            Buyers = card.Buyers,
            Ordered = card.Ordered,
            LeftOut = known.Count(days => days is null),
            CalibrationDays = card.CalibrationDays,
            HoldoutDays = card.HoldoutDays,
            IsShorterThanAYear = card.IsShorterThanAYear,
        };
    }

    private static Forecast? Forecast(CalibrationHoldoutSplit split)
    {
        var (x, tx, ages) = (split.RepeatPurchases.ToArray(), new double[split.Count], new double[split.Count]);
        for (var i = 0; i < split.Count; i++)
        {
            (tx[i], ages[i]) = (split.LastPurchases[i], split.Ages[i]);
        }

        var rows = new HistoryColumns(x, tx, ages, TimeUnit.Days);
        if (PurchaseModels.From(MbgNbdFitter.Fit(GroupedHistories.Of(rows))) is not { } model)
        {
            return null;
        }

        var (alive, noOrder, orders) = (new double[split.Count], new double[split.Count], new double[split.Count]);
        var horizon = Period.Days(split.HoldoutDays);
        model.Score(rows, horizon, horizon, alive, noOrder, orders);
        return Churn.Statistics.Scoring.Forecast.Of("model", [.. noOrder.Select(p => Math.Clamp(1 - p, 0, 1))], orders);
    }
}
