namespace Churn.Statistics.Uplift;

/// <summary>
/// Hybrid score interval of the difference of two independent proportions: R. G. Newcombe (1998), Statistics in Medicine
/// 17, 873–890, method 10. It is also right at 0 or all successes, where the Wald interval collapses.
/// <see cref="UpliftReport"/> uses it for its verdict.
/// </summary>
public static class NewcombeInterval
{
    /// <summary>Returns the interval of treated minus held-out rate, within −1 and 1; null if an arm is empty.</summary>
    /// <param name="trial">Both arms.</param>
    /// <param name="level">Two-sided level, above 0 and below 1.</param>
    public static ConfidenceInterval? ForDifference(TwoArmTrial trial, double level = 0.95)
    {
        var z = NormalQuantile.TwoSided(level);
        if (trial.Treated.Rate is not { } p1 || trial.HeldOut.Rate is not { } p2)
        {
            return null;
        }

        var (l1, u1) = WilsonInterval.Limits(trial.Treated.Successes, trial.Treated.Trials, z);
        var (l2, u2) = WilsonInterval.Limits(trial.HeldOut.Successes, trial.HeldOut.Trials, z);
        var difference = p1 - p2;
        var lower = difference - Math.Sqrt(((p1 - l1) * (p1 - l1)) + ((u2 - p2) * (u2 - p2)));
        var upper = difference + Math.Sqrt(((u1 - p1) * (u1 - p1)) + ((p2 - l2) * (p2 - l2)));
        return new ConfidenceInterval(Math.Max(-1, lower), Math.Min(1, upper), level);
    }
}
