namespace Churn.Statistics.Uplift;

/// <summary>
/// Several trials pooled under random effects (R. DerSimonian and N. Laird (1986), Controlled Clinical Trials 7, 177–188). Each
/// trial is shrunk towards the common mean by its own uncertainty (B. Efron and C. Morris (1975), Journal of the American
/// Statistical Association 70, 311–319).
/// </summary>
public sealed record PooledUplift
{
    private PooledUplift(
        double mean, double meanStandardError, double betweenDeviation, ConfidenceInterval meanInterval, IReadOnlyList<ShrunkUplift> trials)
    {
        Mean = mean;
        MeanStandardError = meanStandardError;
        BetweenDeviation = betweenDeviation;
        MeanInterval = meanInterval;
        Trials = trials;
    }

    /// <summary>Common difference of the rates.</summary>
    public double Mean { get; }

    /// <summary>Standard error of <see cref="Mean"/>, above 0.</summary>
    public double MeanStandardError { get; }

    /// <summary>Standard deviation of the true uplifts between trials; 0 if the trials do not differ by more than chance.</summary>
    public double BetweenDeviation { get; }

    /// <summary>Normal interval of <see cref="Mean"/>.</summary>
    public ConfidenceInterval MeanInterval { get; }

    /// <summary>Each trial's shrunk uplift, in the order given.</summary>
    public IReadOnlyList<ShrunkUplift> Trials { get; }

    /// <summary>Pools trials of the same kind of offer.</summary>
    /// <param name="trials">At least one; with a single trial the pool is that trial.</param>
    /// <param name="level">Two-sided level, above 0 and below 1.</param>
    public static PooledUplift Of(IReadOnlyList<TwoArmTrial> trials, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(trials);
        if (trials.Count == 0)
        {
            throw new ArgumentException("Needs at least one trial.", nameof(trials));
        }

        var z = NormalQuantile.TwoSided(level);
        var moments = new (double Difference, double Variance)[trials.Count];
        for (var i = 0; i < moments.Length; i++)
        {
            moments[i] = AgrestiCaffoInterval.AdjustedMoments(trials[i]);
        }

        var between = BetweenVariance(moments);
        var (mean, meanVariance) = WeightedMean(moments, between);
        var shrunk = new ShrunkUplift[moments.Length];
        for (var i = 0; i < moments.Length; i++)
        {
            shrunk[i] = ShrunkUplift.Combine(moments[i].Difference, moments[i].Variance, mean, between, meanVariance, level);
        }

        var error = Math.Sqrt(meanVariance);
        var interval = new ConfidenceInterval(mean - (z * error), mean + (z * error), level);
        return new PooledUplift(mean, error, Math.Sqrt(between), interval, shrunk);
    }

    private static (double Mean, double Variance) WeightedMean((double Difference, double Variance)[] moments, double between)
    {
        double weights = 0, sum = 0;
        foreach (var (difference, variance) in moments)
        {
            var weight = 1 / (variance + between);
            weights += weight;
            sum += weight * difference;
        }

        return (sum / weights, 1 / weights);
    }

    private static double BetweenVariance((double Difference, double Variance)[] moments)
    {
        if (moments.Length == 1)
        {
            return 0;
        }

        var (mean, meanVariance) = WeightedMean(moments, 0);
        double heterogeneity = 0, squaredWeights = 0;
        foreach (var (difference, variance) in moments)
        {
            heterogeneity += (difference - mean) * (difference - mean) / variance;
            squaredWeights += 1 / (variance * variance);
        }

        var weights = 1 / meanVariance;
        var scale = weights - (squaredWeights / weights);

        // If one trial outweighs all others by sixteen digits, the spread cannot be measured.
        return scale > 0 ? Math.Clamp((heterogeneity - (moments.Length - 1)) / scale, 0, 1) : 0;
    }
}
