using Churn.Statistics.Descriptive;

namespace Churn.Statistics.Scoring;

/// <summary>
/// A baseline that uses only the days since the last purchase: the most recent buyers are expected to buy next. As a ranking it is hard to
/// beat (J. Wübben and F. von Wangenheim (2008), Journal of Marketing 72(3), 82–93). Its probabilities and counts are learned within the
/// calibration: a second split of it, with a holdout as long as the real one or half of the calibration, gives the share of buyers who
/// ordered by gap, scaled to the real holdout at a constant rate.
/// </summary>
public static class RecencyBaseline
{
    /// <summary>Forecasts a split's holdout. It uses no purchase after the calibration end.</summary>
    /// <param name="histories">The histories the split was made of.</param>
    /// <param name="split">At least one buyer.</param>
    /// <returns>The forecast; only a ranking if the calibration is shorter than two days and so too short to learn from.</returns>
    public static Forecast For(OrderHistories histories, CalibrationHoldoutSplit split)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(split);
        const string Name = "recency";
        var ranking = new double[split.Count];
        for (var i = 0; i < ranking.Length; i++)
        {
            ranking[i] = split.LastPurchases[i] - split.Ages[i];
        }

        var innerDays = Math.Min(split.HoldoutDays, split.CalibrationDays / 2);
        if (innerDays == 0 || split.Count == 0)
        {
            return Forecast.Baseline(Name, ranking, null, null);
        }

        var curve = RecencyCurve.Learn(CalibrationHoldoutSplit.Of(histories, split.CalibrationEnd - innerDays, innerDays));
        var stretch = (double)split.HoldoutDays / innerDays;
        var (probabilities, orders) = (new double[split.Count], new double[split.Count]);
        for (var i = 0; i < ranking.Length; i++)
        {
            var (probability, expected) = curve.At(-(int)ranking[i]);
            probabilities[i] = 1 - Math.Pow(1 - probability, stretch);

            // Purchases are distinct days, so there cannot be more than the holdout has days.
            orders[i] = Math.Min(expected * stretch, split.HoldoutDays);
        }

        return Forecast.Baseline(Name, ranking, probabilities, orders);
    }
}
