using MathNet.Numerics.Distributions;

namespace Churn.Statistics.Uplift;

internal static class NormalQuantile
{
    /// <summary>
    /// z of a two-sided interval; taken from the lower tail, because (1 + level) / 2 can round to 1 and its quantile is infinite.
    /// </summary>
    internal static double TwoSided(double level) =>
        -Normal.InvCDF(0, 1, (1 - ArgumentChecks.StrictlyBetween(level, 0, 1)) / 2);

    internal static double Cdf(double z) => Normal.CDF(0, 1, z);
}
