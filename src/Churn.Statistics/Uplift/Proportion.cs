namespace Churn.Statistics.Uplift;

/// <summary>Successes out of trials, e.g. buyers who ordered out of buyers who were sent an offer.</summary>
public readonly record struct Proportion
{
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">0 or more. 0 means that nothing was observed.</param>
    public Proportion(int successes, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        Successes = successes;
        Trials = trials;
    }

    /// <summary>Number of successes.</summary>
    public int Successes { get; }

    /// <summary>Number of trials. 0 means that nothing was observed.</summary>
    public int Trials { get; }

    /// <summary>Number of failures.</summary>
    public int Failures => Trials - Successes;

    /// <summary>Successes divided by trials, 0 to 1; null without trials.</summary>
    public double? Rate => Trials == 0 ? null : (double)Successes / Trials;
}
