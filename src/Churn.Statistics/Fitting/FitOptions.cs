using System.Collections.Immutable;

namespace Churn.Statistics.Fitting;

/// <summary>Options of a fit.</summary>
public sealed record FitOptions<TParameters>
    where TParameters : struct, IModelParameters<TParameters>
{
    /// <summary>Starting points; empty for the model's own (several, scaled to the data).</summary>
    public ImmutableArray<TParameters> Starts { get; init; } = [];

    /// <summary>The prior of the pooled tier; null for plain maximum likelihood.</summary>
    public ParameterPrior<TParameters>? Prior { get; init; }

    /// <summary>Maximum number of iterations for each starting point.</summary>
    public int MaximumIterations { get; init; } = 200;

    /// <summary>
    /// Parameters without unit stay within [1/Cap, Cap], parameters in time within the same multiples of the longest observation.
    /// </summary>
    public double Cap { get; init; } = 1e5;

    /// <summary>Minimum number of buyers for a fit without a prior.</summary>
    public double MinimumBuyers { get; init; } = 50;

    /// <summary>Minimum number of buyers with a repeat purchase for a fit without a prior.</summary>
    public double MinimumRepeatBuyers { get; init; } = 10;

    /// <summary>
    /// Dropout counts as identified if it raises the log-likelihood by at least this much. The default, ln 100, is the 1 % point of half a
    /// χ² with two degrees of freedom: dropout adds two parameters.
    /// </summary>
    public double DropoutEvidence { get; init; } = 4.605170186;

    /// <summary>Number of threads that evaluate the likelihood. The result does not depend on it.</summary>
    public int Threads { get; init; } = 1;
}
