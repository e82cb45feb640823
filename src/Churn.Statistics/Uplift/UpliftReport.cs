namespace Churn.Statistics.Uplift;

/// <summary>Everything to be said about one trial, with a verdict that claims no more than the numbers carry.</summary>
public sealed record UpliftReport
{
    private UpliftReport(TwoArmTrial trial, UpliftVerdict verdict)
    {
        Trial = trial;
        Verdict = verdict;
    }

    /// <summary>The counts judged.</summary>
    public TwoArmTrial Trial { get; }

    /// <summary>What may be said.</summary>
    public UpliftVerdict Verdict { get; }

    /// <summary>Interval of the difference of the rates (Newcombe); null when an arm is empty.</summary>
    public ConfidenceInterval? Interval { get; private init; }

    /// <summary>The difference drawn towards the prior: the number to plan with.</summary>
    public ShrunkUplift Shrunk { get; private init; }

    /// <summary>P(treated rate &gt; held-out rate) under uniform priors, 0 to 1.</summary>
    public double ProbabilityBetter { get; private init; }

    /// <summary>Smallest rise that this trial would have found with 80 % power; null when none, or when an arm is empty.</summary>
    public double? DetectableRise { get; private init; }

    /// <summary>
    /// Treated buyers needed to confirm the observed difference with 80 % power at the same split; null when there is no difference.
    /// </summary>
    public long? TreatedNeeded { get; private init; }

    /// <summary>
    /// Judges a trial. "Better" and "worse" need two things at once: the Newcombe interval excludes 0, and so does the interval of the
    /// uplift drawn towards the prior. Without an effect "better" is claimed in about 2.5 % of trials or fewer.
    /// </summary>
    /// <param name="trial">Both arms, by intention to treat.</param>
    /// <param name="outcomeWindowClosed">Whether the window, fixed before sending, has passed for everybody.</param>
    /// <param name="prior">What is believed beforehand; <see cref="UpliftPrior.Sceptical"/> when null.</param>
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
