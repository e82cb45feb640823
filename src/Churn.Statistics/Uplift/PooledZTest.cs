namespace Churn.Statistics.Uplift;

/// <summary>
/// Two-sided test of equal proportions with the pooled variance and no continuity correction (R's <c>prop.test(correct = FALSE)</c>).
/// </summary>
/// <param name="Z">Signed standard score; above 0 if the treated arm did better.</param>
/// <param name="PValue">Two-sided, 0 to 1.</param>
public readonly record struct PooledZTest(double Z, double PValue)
{
    /// <summary>Tests a trial; null if an arm is empty, or if no buyer or every buyer bought.</summary>
    public static PooledZTest? Of(TwoArmTrial trial)
    {
        var (treated, heldOut) = (trial.Treated, trial.HeldOut);
        var pooled = ((double)treated.Successes + heldOut.Successes) / ((double)treated.Trials + heldOut.Trials);
        if (trial.Difference is not { } difference || pooled is 0 or 1)
        {
            return null;
        }

        var z = difference / Math.Sqrt(pooled * (1 - pooled) * ((1.0 / treated.Trials) + (1.0 / heldOut.Trials)));
        return new PooledZTest(z, 2 * NormalQuantile.Cdf(-Math.Abs(z)));
    }
}
