using MathNet.Numerics.Distributions;

namespace Churn.Statistics.Uplift;

internal static class NormalQuantile
{
    /// <summary>
    /// Returns z of a two-sided interval. It is computed from the lower tail, because (1 + level) / 2 can round to 1,
    /// which has an infinite quantile.
    /// </summary>
    internal static double TwoSided(double level) =>
        -Normal.InvCDF(0, 1, (1 - ArgumentChecks.StrictlyBetween(level, 0, 1)) / 2);

    internal static double Cdf(double z) => Normal.CDF(0, 1, z);
}
