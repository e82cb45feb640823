namespace Churn.Statistics.Uplift;

/// <summary>
/// Adjusted Wald interval of the difference of two independent proportions: one success and one failure are added to each arm
/// (A. Agresti and B. Caffo (2000), The American Statistician 54, 280–288).
/// </summary>
public static class AgrestiCaffoInterval
{
    /// <summary>Returns the interval of treated minus held-out rate as published. Its limits can lie outside −1 and 1.</summary>
    /// <param name="trial">Both arms; an empty arm counts as one success and one failure.</param>
    /// <param name="level">Two-sided level, above 0 and below 1.</param>
    public static ConfidenceInterval ForDifference(TwoArmTrial trial, double level = 0.95)
    {
        var z = NormalQuantile.TwoSided(level);
        var (difference, variance) = AdjustedMoments(trial);
        var spread = z * Math.Sqrt(variance);
        return new ConfidenceInterval(difference - spread, difference + spread, level);
    }

    /// <summary>
    /// Returns the adjusted difference and its variance. The variance is positive for every trial, so pooling uses it too.
    /// </summary>
    internal static (double Difference, double Variance) AdjustedMoments(TwoArmTrial trial)
    {
        var (p1, v1) = AdjustedArm(trial.Treated);
        var (p2, v2) = AdjustedArm(trial.HeldOut);
        return (p1 - p2, v1 + v2);
    }

    private static (double Rate, double Variance) AdjustedArm(Proportion arm)
    {
        var trials = arm.Trials + 2.0;
        var rate = (arm.Successes + 1.0) / trials;
        return (rate, rate * (1 - rate) / trials);
    }
}
