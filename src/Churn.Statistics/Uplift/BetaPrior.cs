namespace Churn.Statistics.Uplift;

/// <summary>A beta prior with whole-number parameters, so that the posterior comparison is an exact finite sum.</summary>
public readonly record struct BetaPrior
{
    private readonly int _extraSuccesses;
    private readonly int _extraFailures;

    /// <param name="alpha">1 to 1,000,000: one more than the successes the prior is worth.</param>
    /// <param name="beta">1 to 1,000,000: one more than the failures the prior is worth.</param>
    public BetaPrior(int alpha, int beta)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(alpha, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(alpha, 1_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(beta, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(beta, 1_000_000);
        _extraSuccesses = alpha - 1;
        _extraFailures = beta - 1;
    }

    /// <summary>Beta(1, 1), under which every rate is equally likely. It is also the default value of this type.</summary>
    public static BetaPrior Uniform => default;

    /// <summary>First parameter, at least 1.</summary>
    public int Alpha => _extraSuccesses + 1;

    /// <summary>Second parameter, at least 1.</summary>
    public int Beta => _extraFailures + 1;

    /// <summary>Creates a prior from a shop's usual rate, rounded to whole numbers.</summary>
    /// <param name="rate">The usual rate, 0 to 1.</param>
    /// <param name="weight">The weight of the prior, in buyers, 0 to 999,999.</param>
    public static BetaPrior FromRate(double rate, int weight)
    {
        ArgumentChecks.Between(rate, 0, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, 999_999);
        var successes = (int)Math.Round(rate * weight, MidpointRounding.AwayFromZero);
        return new BetaPrior(successes + 1, weight - successes + 1);
    }
}
