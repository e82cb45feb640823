using System.Collections.Immutable;
using Churn.Statistics.Models.ShiftedBetaGeometric;

namespace Churn.Domain.Labels.Scores;

/// <summary>Parameters of the shifted beta-geometric model of contract renewals (Fader and Hardie 2007).</summary>
/// <param name="Alpha">First parameter. A share of α/(α + β) of the first renewals fails.</param>
/// <param name="Beta">Second parameter.</param>
public sealed record ContractParameters(double Alpha, double Beta)
{
    /// <summary>Pooled: typical contracts, shrunk towards the shop's. Fitted: the shop's own contracts.</summary>
    public ModelTier Tier { get; init; } = ModelTier.Pooled;

    /// <summary>Number of contracts behind the parameters.</summary>
    public int Contracts { get; init; }

    /// <summary>Number of these contracts that ended.</summary>
    public int Ended { get; init; }

    /// <summary>The business date of the run that fitted the parameters.</summary>
    public DateOnly? FittedOn { get; init; }

    /// <summary>Why this tier was chosen, in one sentence for a person.</summary>
    public string Why { get; init; } = "";

    /// <summary>The parameters fitted to bootstrap samples of the contracts, as a measure of uncertainty; empty if not known.</summary>
    public ImmutableArray<ContractDraw> Redrawn { get; init; } = [];

    /// <summary>Returns the model with these parameters.</summary>
    public ShiftedBetaGeometricModel ToModel() => new(new ShiftedBetaGeometricParameters(Alpha, Beta));
}

/// <summary>The parameters fitted to one bootstrap sample of the contracts.</summary>
/// <param name="Alpha">First parameter of the shifted beta-geometric model.</param>
/// <param name="Beta">Second parameter.</param>
public readonly record struct ContractDraw(double Alpha, double Beta);
