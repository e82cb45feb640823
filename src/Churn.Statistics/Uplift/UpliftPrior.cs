namespace Churn.Statistics.Uplift;

/// <summary>
/// The expectation of an offer's uplift before its trial: a normal distribution of the difference of the rates.
/// </summary>
public readonly record struct UpliftPrior
{
    /// <param name="mean">Expected difference of the rates, −1 to 1.</param>
    /// <param name="standardDeviation">
    /// Standard deviation of the difference, 0.000001 to 1. The smaller it is, the stronger the shrinkage.
    /// </param>
    public UpliftPrior(double mean, double standardDeviation)
    {
        Mean = ArgumentChecks.Between(mean, -1, 1);
        StandardDeviation = ArgumentChecks.Between(standardDeviation, 1e-6, 1);
    }

    /// <summary>
    /// A prior that expects no effect and, for two thirds of all offers, an uplift within five percentage points of it. It is
    /// a judgement, not a measurement. With it a trial of 100 buyers in each arm at a 10 % rate keeps 57 % of its own
    /// estimate, one of 1,000 buyers 93 %.
    /// </summary>
    public static UpliftPrior Sceptical { get; } = new(0, 0.05);

    /// <summary>Expected difference of the rates.</summary>
    public double Mean { get; }

    /// <summary>Standard deviation of the difference around <see cref="Mean"/>.</summary>
    public double StandardDeviation { get; }
}
