using Churn.Statistics.ShiftedBetaGeometric;

namespace Churn.Domain.Scores;

/// <summary>Parameters of the shifted beta-geometric model of contract renewals (Fader and Hardie 2007).</summary>
/// <param name="Alpha">First parameter; of the first renewals a share of α/(α + β) fails.</param>
/// <param name="Beta">Second parameter.</param>
public sealed record ContractParameters(double Alpha, double Beta)
{
    /// <summary>The model that answers.</summary>
    public ShiftedBetaGeometricModel ToModel() => new(new ShiftedBetaGeometricParameters(Alpha, Beta));
}
