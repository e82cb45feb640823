namespace Churn.Statistics.Uplift;

/// <summary>
/// Score interval of one proportion: E. B. Wilson (1927), Journal of the American Statistical Association 22, 209–212.
/// It stays within 0 and 1 and is not degenerate at 0 or all successes.
/// </summary>
public static class WilsonInterval
{
    /// <summary>Returns the interval of a proportion, within 0 and 1; null without trials.</summary>
    /// <param name="proportion">What was counted.</param>
    /// <param name="level">Two-sided level, above 0 and below 1.</param>
    public static ConfidenceInterval? For(Proportion proportion, double level = 0.95)
    {
        var z = NormalQuantile.TwoSided(level);
        if (proportion.Trials == 0)
        {
            return null;
        }

        var (lower, upper) = Limits(proportion.Successes, proportion.Trials, z);
        return new ConfidenceInterval(lower, upper, level);
    }

    internal static (double Lower, double Upper) Limits(double successes, double trials, double z)
    {
        var z2 = z * z;
        var centre = (2 * successes) + z2;
        var spread = z * Math.Sqrt(z2 + (4 * successes * (trials - successes) / trials));
        var scale = 2 * (trials + z2);

        // At 0 and n successes the limit is exactly 0 or 1. Rounding would move it slightly past the estimate.
        var lower = successes == 0 ? 0 : Math.Max(0, (centre - spread) / scale);
        var upper = successes == trials ? 1 : Math.Min(1, (centre + spread) / scale);
        return (lower, upper);
    }
}
