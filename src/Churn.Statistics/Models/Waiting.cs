using Churn.Statistics.Histories;
using Churn.Statistics.Models.SpecialFunctions;

namespace Churn.Statistics.Models;

/// <summary>The time to the next order of a buyer with rate λ ~ Gamma(R, A). It has a Lomax distribution.</summary>
internal static class Waiting
{
    /// <summary>The quantile A((1−q)^(−1/R) − 1); null if it is beyond any calendar.</summary>
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
