using MathNet.Numerics.Distributions;

namespace Churn.Statistics.Uplift;

/// <summary>
/// The number of buyers that a two-arm trial needs, by the normal approximation with the pooled variance under no effect:
/// J. L. Fleiss, Statistical Methods for Rates and Proportions (2nd ed. 1981), section 3.2, without continuity correction.
/// </summary>
public static class SampleSize
{
    /// <summary>The largest size returned. If more buyers are needed, the result is null.</summary>
    public const long Largest = 1_000_000_000_000;

    /// <summary>
    /// Returns the number of buyers needed in the treated arm, rounded up; null if the two rates are equal or so close that more than
    /// <see cref="Largest"/> are needed.
    /// </summary>
    /// <param name="treatedRate">Rate to be detected, 0 to 1.</param>
    /// <param name="heldOutRate">Rate without the offer, 0 to 1.</param>
    /// <param name="power">Probability of detecting the difference, above 0 and below 1.</param>
    /// <param name="level">Two-sided confidence level, above 0 and below 1.</param>
    /// <param name="heldOutPerTreated">Number of held-out buyers per treated buyer, 0.001 to 1000; 1 for equal arms.</param>
    public static long? Treated(
        double treatedRate, double heldOutRate, double power = 0.8, double level = 0.95, double heldOutPerTreated = 1)
    {
        ArgumentChecks.Between(treatedRate, 0, 1);
        ArgumentChecks.Between(heldOutRate, 0, 1);
        ArgumentChecks.Between(heldOutPerTreated, 0.001, 1000);
        var z = NormalQuantile.TwoSided(level);
        var zPower = Normal.InvCDF(0, 1, ArgumentChecks.StrictlyBetween(power, 0, 1));
        var size = Exact(treatedRate, heldOutRate, z, zPower, heldOutPerTreated);
        return size is null or > Largest ? null : Math.Max(1, (long)Math.Ceiling(size.Value));
    }

    /// <summary>
    /// Returns the smallest rise of the rate that a trial of this size can detect, 0 to 1 − <paramref name="heldOutRate"/>; null if it
    /// cannot even detect a rise to 1. It shows what an inconclusive trial could have found.
    /// </summary>
    /// <param name="heldOutRate">Rate without the offer, 0 to 1.</param>
    /// <param name="treated">Number of buyers in the treated arm, at least 1.</param>
    /// <param name="heldOut">
    /// Number of buyers in the held-out arm, at least 1 and within a factor 1000 of <paramref name="treated"/>.
    /// </param>
    /// <param name="power">Probability of detecting the rise, above 0 and below 1.</param>
    /// <param name="level">Two-sided confidence level, above 0 and below 1.</param>
    public static double? DetectableRise(double heldOutRate, int treated, int heldOut, double power = 0.8, double level = 0.95)
    {
        ArgumentChecks.Between(heldOutRate, 0, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(treated, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(heldOut, 1);
        var ratio = ArgumentChecks.Between((double)heldOut / treated, 0.001, 1000, nameof(heldOut));
        var z = NormalQuantile.TwoSided(level);
        var zPower = Normal.InvCDF(0, 1, ArgumentChecks.StrictlyBetween(power, 0, 1));
        if (heldOutRate == 1 || Exact(1, heldOutRate, z, zPower, ratio) is not { } atMost || atMost > treated)
        {
            return null;
        }

        double low = 0, high = 1 - heldOutRate;
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            var enough = Exact(heldOutRate + middle, heldOutRate, z, zPower, ratio) is { } size && size <= treated;
            (low, high) = enough ? (low, middle) : (middle, high);
        }

        return high;
    }

    private static double? Exact(double p1, double p2, double z, double zPower, double ratio)
    {
        var difference = Math.Abs(p1 - p2);
        if (difference < 1e-12)
        {
            return null;
        }

        var pooled = (p1 + (ratio * p2)) / (1 + ratio);
        var underNone = z * Math.Sqrt(pooled * (1 - pooled) * (1 + (1 / ratio)));
        var underEffect = zPower * Math.Sqrt((p1 * (1 - p1)) + (p2 * (1 - p2) / ratio));
        var root = Math.Max(0, underNone + underEffect) / difference;
        return root * root;
    }
}
