using Churn.Statistics.SpecialFunctions;

namespace Churn.Statistics.Histories;

/// <summary>The time to the next order of a buyer with rate λ ~ Gamma(R, A): Lomax.</summary>
internal static class Waiting
{
    /// <summary>Quantile A((1−q)^(−1/R) − 1); null where it is beyond any calendar.</summary>
    internal static Period? Quantile(double shape, double rate, double quantile, TimeUnit unit)
    {
        ThrowIfNotBetweenZeroAndOne(quantile);
        var time = rate * LogSpace.ExpM1(-LogSpace.Log1P(-quantile) / shape);
        return time <= PurchaseHistory.MaximumObservation ? new Period(time, unit) : null;
    }

    internal static void ThrowIfNotBetweenZeroAndOne(double quantile)
    {
        if (!(quantile is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "A quantile is between 0 and 1.");
        }
    }
}
