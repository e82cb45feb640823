using Churn.Statistics.Optimization;

namespace Churn.Statistics.ShiftedBetaGeometric;

/// <summary>The prior of the pooled rung: what a shop's contracts are taken for while few of them have met a renewal.</summary>
/// <remarks>
/// The two published cohorts of Fader and Hardie (2007), High End (0.668, 3.806) and Regular (0.704, 1.182), lie about half a factor of e on either side of
/// the geometric mean of their parameters, (0.69, 2.1): three in four contracts survive their first renewal.
/// </remarks>
public static class ShiftedBetaGeometricPriors
{
    /// <summary>The prior for contracts of any kind.</summary>
    public static ParameterPrior<ShiftedBetaGeometricParameters> Usual { get; } = new(new ShiftedBetaGeometricParameters(0.69, 2.1), 0.6);
}
