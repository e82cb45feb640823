namespace Churn.Statistics.Scoring;

/// <summary>
/// A baseline that continues each buyer's own rate: the expected orders are x/T·H. P(order) needs a rate above 0 for one-time
/// buyers too, because otherwise a single one who returns would give an infinite log-loss. It is the gamma-Poisson forecast with
/// the shop's mean rate m as a prior worth one purchase: 1 − ((T + 1/m)/(T + 1/m + H))^(x + 1), an NBD with shape 1 (A. S. C.
/// Ehrenberg (1959), Applied Statistics 8, 26–41).
/// </summary>
public static class RateBaseline
{
    /// <summary>Forecasts a split's holdout from its calibration alone.</summary>
    /// <param name="split">At least one buyer.</param>
    public static Forecast For(CalibrationHoldoutSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        var repeats = split.RepeatPurchases;
        var ages = split.Ages;
        double horizon = split.HoldoutDays, purchases = 0, days = 0;
        for (var i = 0; i < repeats.Length; i++)
        {
            purchases += repeats[i];
            days += ages[i];
        }

        // An extra half purchase and half day keep the mean rate positive and finite in a shop without repeat purchases or without days.
        var priorDays = (days + 0.5) / (purchases + 0.5);
        var (orders, probabilities) = (new double[split.Count], new double[split.Count]);
        for (var i = 0; i < orders.Length; i++)
        {
            var seen = ages[i] + priorDays;
            orders[i] = ages[i] == 0 ? 0 : repeats[i] / (double)ages[i] * horizon;
            probabilities[i] = 1 - Math.Exp((repeats[i] + 1) * Math.Log(seen / (seen + horizon)));
        }

        return Forecast.Baseline("own rate", orders, probabilities, orders);
    }
}
