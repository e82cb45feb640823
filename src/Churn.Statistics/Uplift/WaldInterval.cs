namespace Churn.Statistics.Uplift;

/// <summary>
/// The textbook interval d ± z·√(p1q1/n1 + p2q2/n2), kept to reproduce published tables. It shrinks to a point at 0 or all successes;
/// use <see cref="NewcombeInterval"/> for decisions.
/// </summary>
public static class WaldInterval
{
    /// <summary>Returns the interval of treated minus held-out rate; null if an arm is empty.</summary>
    /// <param name="trial">Both arms.</param>
    /// <param name="level">Two-sided level, above 0 and below 1.</param>
    public static ConfidenceInterval? ForDifference(TwoArmTrial trial, double level = 0.95)
    {
        var z = NormalQuantile.TwoSided(level);
        if (trial.Treated.Rate is not { } p1 || trial.HeldOut.Rate is not { } p2)
        {
            return null;
        }

        var spread = z * Math.Sqrt((p1 * (1 - p1) / trial.Treated.Trials) + (p2 * (1 - p2) / trial.HeldOut.Trials));
        return new ConfidenceInterval(p1 - p2 - spread, p1 - p2 + spread, level);
    }
}
