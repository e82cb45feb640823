using MathNet.Numerics.Distributions;

namespace Churn.Statistics.Uplift;

/// <summary>
/// Difference of the mean revenue per assigned buyer, treated minus held out, with a bootstrap interval that corrects bias and
/// skewness (BCa): B. Efron (1987), Journal of the American Statistical Association 82, 171–185. The revenue of a trial is skewed and
/// has many zeros, so a symmetric interval would be wrong.
/// </summary>
public sealed record RevenueUplift
{
    private RevenueUplift(double treatedMean, double heldOutMean, ConfidenceInterval? interval, int resamples, int seed)
    {
        TreatedMean = treatedMean;
        HeldOutMean = heldOutMean;
        Interval = interval;
        Resamples = resamples;
        Seed = seed;
    }

    /// <summary>Mean revenue per treated buyer, in the unit given.</summary>
    public double TreatedMean { get; }

    /// <summary>Mean revenue per held-out buyer, in the unit given.</summary>
    public double HeldOutMean { get; }

    /// <summary>Treated minus held-out mean.</summary>
    public double Difference => TreatedMean - HeldOutMean;

    /// <summary>
    /// Interval of <see cref="Difference"/>; null if an arm has fewer than two buyers or no variation, because resampling identical values
    /// would give an interval without width.
    /// </summary>
    public ConfidenceInterval? Interval { get; }

    /// <summary>Number of resamples.</summary>
    public int Resamples { get; }

    /// <summary>The seed. Equal seeds give equal intervals.</summary>
    public int Seed { get; }

    /// <summary>Compares the revenue of two arms.</summary>
    /// <param name="treated">
    /// One amount for each assigned buyer, with 0 for buyers without an order: minor units of one currency, net of refunds and of the
    /// offer's own discount, from −10^15 to 10^15. At least one.
    /// </param>
    /// <param name="heldOut">The same for the held-out arm.</param>
    /// <param name="seed">Any number. Equal seeds give equal intervals.</param>
    /// <param name="level">Two-sided level, 0.5 to 0.99.</param>
    /// <param name="resamples">200 to 100,000.</param>
    /// <remarks>The time is linear in the number of buyers: arms of more than 2,048 buyers are resampled as 2,048 random blocks.</remarks>
    public static RevenueUplift Compare(
        ReadOnlySpan<long> treated, ReadOnlySpan<long> heldOut, int seed, double level = 0.95, int resamples = 2000)
    {
        ArgumentChecks.Between(level, 0.5, 0.99);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(resamples, 100_000);
        var random = new SplitMix64(unchecked((ulong)seed));
        var first = ResampledArm.From(treated, ref random, nameof(treated));
        var second = ResampledArm.From(heldOut, ref random, nameof(heldOut));
        var interval = first.Varies && second.Varies ? Bootstrap(first, second, ref random, level, resamples) : (ConfidenceInterval?)null;
        return new RevenueUplift(first.Mean, second.Mean, interval, resamples, seed);
    }

    private static ConfidenceInterval Bootstrap(
        ResampledArm treated, ResampledArm heldOut, ref SplitMix64 random, double level, int resamples)
    {
        var difference = treated.Mean - heldOut.Mean;
        var drawn = new double[resamples];
        double below = 0;
        for (var i = 0; i < drawn.Length; i++)
        {
            drawn[i] = treated.DrawMean(ref random) - heldOut.DrawMean(ref random);
            below += drawn[i] < difference ? 1 : drawn[i] == difference ? 0.5 : 0;
        }

        Array.Sort(drawn);
        var shareBelow = Math.Clamp(below / resamples, 0.5 / resamples, 1 - (0.5 / resamples));
        var bias = Normal.InvCDF(0, 1, shareBelow);
        var (cubes1, squares1) = treated.Influence();
        var (cubes2, squares2) = heldOut.Influence();
        var acceleration = (cubes1 - cubes2) / (6 * Math.Pow(squares1 + squares2, 1.5));
        var z = NormalQuantile.TwoSided(level);
        var lower = Quantile(drawn, AdjustedProbability(bias, -z, acceleration));
        var upper = Quantile(drawn, AdjustedProbability(bias, z, acceleration));
        return new ConfidenceInterval(Math.Min(lower, upper), Math.Max(lower, upper), level);
    }

    private static double AdjustedProbability(double bias, double z, double acceleration)
    {
        var shifted = bias + z;
        var scale = 1 - (acceleration * shifted);

        // Beyond its pole the correction would reverse the interval. Its limit there is the far end of the resamples.
        return scale <= 0 ? (shifted > 0 ? 1 : 0) : NormalQuantile.Cdf(bias + (shifted / scale));
    }

    private static double Quantile(double[] sorted, double probability)
    {
        var position = probability * (sorted.Length - 1);
        var index = Math.Clamp((int)position, 0, sorted.Length - 1);
        var next = Math.Min(index + 1, sorted.Length - 1);
        return sorted[index] + ((position - index) * (sorted[next] - sorted[index]));
    }
}
