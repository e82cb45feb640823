using Churn.Statistics.Fitting;

namespace Churn.Statistics.Models.ShiftedBetaGeometric;

/// <summary>The prior of the pooled tier: typical parameters, used while few of a shop's contracts have reached a renewal.</summary>
/// <remarks>
/// The center is the geometric mean (0.69, 2.1) of the parameters of the two published cohorts of Fader and Hardie (2007), High End
/// (0.668, 3.806) and Regular (0.704, 1.182). They lie about half a factor of e on either side. At the center three in four
/// contracts survive their first renewal.
/// </remarks>
public static class ShiftedBetaGeometricPriors
{
    /// <summary>The prior for contracts of any kind.</summary>
    public static ParameterPrior<ShiftedBetaGeometricParameters> Usual { get; } = new(new ShiftedBetaGeometricParameters(0.69, 2.1), 0.6);
}
