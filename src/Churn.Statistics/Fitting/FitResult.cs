using System.Collections.Immutable;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.Nbd;
using MathNet.Numerics.Distributions;

namespace Churn.Statistics.Fitting;

/// <summary>
/// The outcome of a fit, for good and bad data alike. If the result is not <see cref="IsUsable"/>, keep the last good model.
/// </summary>
public sealed record FitResult<TParameters>
    where TParameters : struct, IModelParameters<TParameters>
{
    /// <summary>Why the fit ended.</summary>
    public required FitReason Reason { get; init; }

    /// <summary>The estimates, in the unit of the data; null unless <see cref="IsUsable"/>.</summary>
    public TParameters? Parameters { get; init; }

    /// <summary>Warnings about the fit.</summary>
    public FitFlags Flags { get; init; }

    /// <summary>Number of iterations over all starting points.</summary>
    public int Iterations { get; init; }

    /// <summary>The log-likelihood without prior, in the unit of the data; null if nothing was evaluated.</summary>
    public double? LogLikelihood { get; init; }

    /// <summary>Standard errors in the order of the parameters, from the curvature at the maximum; empty if there are none.</summary>
    public ImmutableArray<double> StandardErrors { get; init; } = [];

    /// <summary>The NBD fitted beside a model with dropout. Use it if dropout is not identified.</summary>
    public NbdParameters? WithoutDropout { get; init; }

    /// <summary>The log-likelihood of <see cref="WithoutDropout"/>, comparable with <see cref="LogLikelihood"/>.</summary>
    public double? LogLikelihoodWithoutDropout { get; init; }

    /// <summary>Number of buyers in the data.</summary>
    public double Buyers { get; init; }

    /// <summary>The longest observation of a buyer.</summary>
    public Period Window { get; init; }

    /// <summary>Whether <see cref="Parameters"/> may be used.</summary>
    public bool IsUsable => Reason == FitReason.Converged;

    /// <summary>
    /// Returns a confidence interval of one parameter; null without standard errors. It is computed on the log scale
    /// and so always positive.
    /// </summary>
    /// <param name="parameter">Index in the order of the parameters.</param>
    /// <param name="level">Confidence in (0, 1).</param>
    public (double Low, double High)? Interval(int parameter, double level = 0.95)
    {
        if (!(level is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "A confidence level is between 0 and 1.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parameter, TParameters.Count);
        if (Parameters is not { } estimates || StandardErrors.IsDefaultOrEmpty)
        {
            return null;
        }

        Span<double> values = stackalloc double[TParameters.Count];
        estimates.CopyTo(values);
        var factor = Math.Exp(Normal.InvCDF(0, 1, (1 + level) / 2) * StandardErrors[parameter] / values[parameter]);
        return (values[parameter] / factor, Math.Min(values[parameter] * factor, double.MaxValue));
    }
}
