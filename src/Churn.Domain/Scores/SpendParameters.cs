using Churn.Statistics.GammaGamma;

namespace Churn.Domain.Scores;

/// <summary>Parameters of the Gamma-Gamma model of spend on a purchase day.</summary>
/// <param name="P">Shape of one buyer's spend.</param>
/// <param name="Q">Shape of the rates over buyers.</param>
/// <param name="Gamma">Rate of their gamma distribution, minor units of the shop's currency.</param>
public sealed record SpendParameters(double P, double Q, double Gamma)
{
    /// <summary>The model that answers.</summary>
    public GammaGammaModel ToModel() => new(new GammaGammaParameters(P, Q, Gamma));
}
