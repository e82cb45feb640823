namespace Churn.Statistics.Uplift;

/// <summary>The full evaluation of one trial, with a verdict that claims no more than the numbers support.</summary>
public sealed record UpliftReport
{
    private UpliftReport(TwoArmTrial trial, UpliftVerdict verdict)
    {
        Trial = trial;
        Verdict = verdict;
    }

    /// <summary>The counts of the trial.</summary>
    public TwoArmTrial Trial { get; }

    /// <summary>The conclusion that the trial allows.</summary>
    public UpliftVerdict Verdict { get; }

    /// <summary>Interval of the difference of the rates (Newcombe); null if an arm is empty.</summary>
    public ConfidenceInterval? Interval { get; private init; }

    /// <summary>The difference shrunk towards the prior. Use this number for planning.</summary>
    public ShrunkUplift Shrunk { get; private init; }

    /// <summary>P(treated rate &gt; held-out rate) under uniform priors, 0 to 1.</summary>
    public double ProbabilityBetter { get; private init; }

    /// <summary>Smallest rise that this trial could have found with 80 % power; null if there is none, or if an arm is empty.</summary>
    public double? DetectableRise { get; private init; }

    /// <summary>
    /// Number of treated buyers needed to confirm the observed difference with 80 % power at the same split; null if
    /// there is no difference.
    /// </summary>
    public long? TreatedNeeded { get; private init; }

    /// <summary>
    /// Evaluates a trial. The verdict is "better" or "worse" only if both the Newcombe interval and the interval of the shrunk uplift
    /// exclude 0. Without an effect "better" is claimed in at most about 2.5 % of trials.
    /// </summary>
    /// <param name="trial">Both arms, by intention to treat.</param>
    /// <param name="outcomeWindowClosed">Whether the outcome window, fixed before sending, has passed for all buyers.</param>
    /// <param name="prior">The prior; null for <see cref="UpliftPrior.Sceptical"/>.</param>
    /// <param name="level">Two-sided level, above 0 and below 1.</param>
    public static UpliftReport Judge(TwoArmTrial trial, bool outcomeWindowClosed, UpliftPrior? prior = null, double level = 0.95)
    {
        var interval = NewcombeInterval.ForDifference(trial, level);
        var shrunk = ShrunkUplift.Towards(prior ?? UpliftPrior.Sceptical, trial, level);
        var (treated, heldOut) = (trial.Treated, trial.HeldOut);
        var ratio = treated.Trials > 0 && heldOut.Trials > 0 ? (double)heldOut.Trials / treated.Trials : double.NaN;
        var comparable = ratio is >= 0.001 and <= 1000;
        return new UpliftReport(trial, outcomeWindowClosed ? Decide(interval, shrunk.Interval) : UpliftVerdict.TooEarly)
        {
            Interval = interval,
            Shrunk = shrunk,
            ProbabilityBetter = BetaPosterior.ProbabilityTreatedBetter(trial),
            DetectableRise = comparable
                ? SampleSize.DetectableRise(heldOut.Rate!.Value, treated.Trials, heldOut.Trials, level: level)
                : null,
            TreatedNeeded = comparable
                ? SampleSize.Treated(treated.Rate!.Value, heldOut.Rate!.Value, level: level, heldOutPerTreated: ratio)
                : null,
        };
    }

    private static UpliftVerdict Decide(ConfidenceInterval? difference, ConfidenceInterval shrunk) => difference switch
    {
        { Lower: > 0 } when shrunk.Lower > 0 => UpliftVerdict.Better,
        { Upper: < 0 } when shrunk.Upper < 0 => UpliftVerdict.Worse,
        _ => UpliftVerdict.Inconclusive,
    };
}
