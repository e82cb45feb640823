namespace Churn.Statistics.Uplift;

/// <summary>
/// The exact probability that the treated rate is above the held-out rate, each with a beta posterior. With whole-number parameters Beta(a,
/// b) is the a-th smallest of a + b − 1 uniforms. Merging the two samples shows that p1 &gt; p2 exactly if at least a2 of the first a1 + a2
/// − 1 merged values come from the second sample, so the probability is a hypergeometric tail (P. M. E. Altham (1969), Journal of the Royal
/// Statistical Society B 31, 261–269). It equals the commonly given finite sum over beta functions but needs no gamma functions: all terms
/// are positive, and nothing cancels.
/// </summary>
public static class BetaPosterior
{
    /// <summary>P(treated &gt; held out), 0 to 1; 0.5 if nothing was observed and both priors are equal.</summary>
    /// <param name="trial">Both arms. Empty arms are allowed and leave the prior.</param>
    /// <param name="treatedPrior">Prior of the treated rate; uniform by default.</param>
    /// <param name="heldOutPrior">Prior of the held-out rate; uniform by default.</param>
    /// <remarks>The time is proportional to the square root of the number of buyers.</remarks>
    public static double ProbabilityTreatedBetter(TwoArmTrial trial, BetaPrior treatedPrior = default, BetaPrior heldOutPrior = default)
    {
        long a1 = (long)trial.Treated.Successes + treatedPrior.Alpha;
        long b1 = (long)trial.Treated.Failures + treatedPrior.Beta;
        long a2 = (long)trial.HeldOut.Successes + heldOutPrior.Alpha;
        long b2 = (long)trial.HeldOut.Failures + heldOutPrior.Beta;
        return HypergeometricUpperTail(a2, a1 + a2 - 1, a2 + b2 - 1, a1 + b1 - 1);
    }

    /// <summary>P(K ≥ threshold) for the number K of marked items among <paramref name="draws"/> items drawn.</summary>
    private static double HypergeometricUpperTail(long threshold, long draws, long marked, long unmarked)
    {
        var low = Math.Max(0, draws - unmarked);
        var high = Math.Min(draws, marked);
        var mode = Math.Clamp((long)((draws + 1.0) * (marked + 1.0) / (marked + unmarked + 2.0)), low, high);

        // The terms are taken relative to the one at the mode, so that nothing overflows, and divided by their own sum.
        double below = 0, above = 0;
        Add(mode, 1, threshold, ref below, ref above);
        var term = 1.0;
        for (var k = mode; k < high && term > 1e-300; k++)
        {
            term *= (marked - k) * (double)(draws - k) / ((k + 1.0) * (unmarked - draws + k + 1));
            Add(k + 1, term, threshold, ref below, ref above);
        }

        term = 1.0;
        for (var k = mode; k > low && term > 1e-300; k--)
        {
            term *= k * (double)(unmarked - draws + k) / ((marked - k + 1.0) * (draws - k + 1));
            Add(k - 1, term, threshold, ref below, ref above);
        }

        return above / (below + above);
    }

    private static void Add(long k, double term, long threshold, ref double below, ref double above)
    {
        if (k >= threshold)
        {
            above += term;
        }
        else
        {
            below += term;
        }
    }
}
