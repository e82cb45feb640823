namespace Churn.Statistics.Uplift;

/// <summary>An interval that should hold the true value in <see cref="Level"/> of repeated samples.</summary>
public readonly record struct ConfidenceInterval
{
    /// <param name="lower">Lower limit, inclusive; finite.</param>
    /// <param name="upper">Upper limit, inclusive; finite and not below <paramref name="lower"/>.</param>
    /// <param name="level">Two-sided level, above 0 and below 1, e.g. 0.95.</param>
    public ConfidenceInterval(double lower, double upper, double level)
    {
        Lower = double.IsFinite(lower) ? lower : throw new ArgumentOutOfRangeException(nameof(lower), lower, "Must be finite.");
        Upper = double.IsFinite(upper) && upper >= lower
            ? upper
            : throw new ArgumentOutOfRangeException(nameof(upper), upper, "Must be finite and not below the lower limit.");
        Level = ArgumentChecks.StrictlyBetween(level, 0, 1);
    }

    /// <summary>Lower limit, inclusive.</summary>
    public double Lower { get; }

    /// <summary>Upper limit, inclusive.</summary>
    public double Upper { get; }

    /// <summary>Two-sided level between 0 and 1.</summary>
    public double Level { get; }

    /// <summary>Upper minus lower limit, in the unit of the limits.</summary>
    public double Width => Upper - Lower;

    /// <summary>Whether <paramref name="value"/> lies in the interval, its limits included.</summary>
    public bool Contains(double value) => value >= Lower && value <= Upper;
}
