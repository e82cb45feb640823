using System.Collections.Immutable;

namespace Churn.Statistics.Optimization;

/// <summary>How to fit.</summary>
public sealed record FitOptions<TParameters>
    where TParameters : struct, IModelParameters<TParameters>
{
    /// <summary>Starting points; empty for the model's own (several, scaled to the data).</summary>
    public ImmutableArray<TParameters> Starts { get; init; } = [];

    /// <summary>The prior of the pooled rung; null for plain maximum likelihood.</summary>
    public ParameterPrior<TParameters>? Prior { get; init; }

    /// <summary>Iterations allowed for each start.</summary>
    public int MaximumIterations { get; init; } = 200;

    /// <summary>Parameters without unit stay within [1/Cap, Cap], those in time within the same of the longest observation.</summary>
    public double Cap { get; init; } = 1e5;

    /// <summary>Without a prior, fewer buyers than this are too little data.</summary>
    public double MinimumBuyers { get; init; } = 50;

    /// <summary>Without a prior, fewer buyers with a repeat purchase than this are too little data.</summary>
    public double MinimumRepeatBuyers { get; init; } = 10;

    /// <summary>
    /// Dropout counts as identified when it raises the log-likelihood by at least this much. The default, ln 100, is the 1 % point of half a
    /// χ² with two degrees of freedom: dropout adds two parameters.
    /// </summary>
    public double DropoutEvidence { get; init; } = 4.605170186;

    /// <summary>Threads that evaluate the likelihood; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;
}
