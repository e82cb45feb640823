namespace Churn.Statistics.Uplift;

/// <summary>An uplift shrunk towards a prior or towards other trials.</summary>
/// <param name="Estimate">Difference of the rates.</param>
/// <param name="StandardError">Standard error of the estimate, 0 or more.</param>
/// <param name="OwnWeight">Weight of the trial's own result in the estimate, 0 to 1.</param>
/// <param name="Interval">Normal interval around the estimate. Its limits can lie outside −1 and 1.</param>
public readonly record struct ShrunkUplift(double Estimate, double StandardError, double OwnWeight, ConfidenceInterval Interval)
{
    /// <summary>
    /// Shrinks a single trial towards a normal prior. The trial's variance is that of Agresti and Caffo (2000), which is never 0.
    /// </summary>
    /// <param name="trial">Both arms. Empty arms are allowed and leave little more than the prior.</param>
    /// <param name="prior">A prior with a standard deviation above 0.</param>
    /// <param name="level">Two-sided level, above 0 and below 1.</param>
    public static ShrunkUplift Towards(UpliftPrior prior, TwoArmTrial trial, double level = 0.95)
    {
        if (prior.StandardDeviation <= 0)
        {
            throw new ArgumentException("The default value is not a prior; construct one.", nameof(prior));
        }

        var (difference, variance) = AgrestiCaffoInterval.AdjustedMoments(trial);
        var between = prior.StandardDeviation * prior.StandardDeviation;
        return Combine(difference, variance, prior.Mean, between, 0, level);
    }

    internal static ShrunkUplift Combine(
        double difference, double variance, double mean, double between, double meanVariance, double level)
    {
        var ownWeight = between / (between + variance);
        var rest = 1 - ownWeight;
        var estimate = (ownWeight * difference) + (rest * mean);
        var error = Math.Sqrt((ownWeight * variance) + (rest * rest * meanVariance));
        var spread = NormalQuantile.TwoSided(level) * error;
        return new ShrunkUplift(estimate, error, ownWeight, new ConfidenceInterval(estimate - spread, estimate + spread, level));
    }
}
