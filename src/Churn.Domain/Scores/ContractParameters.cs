using System.Collections.Immutable;
using Churn.Statistics.ShiftedBetaGeometric;

namespace Churn.Domain.Scores;

/// <summary>Parameters of the shifted beta-geometric model of contract renewals (Fader and Hardie 2007).</summary>
/// <param name="Alpha">First parameter; of the first renewals a share of α/(α + β) fails.</param>
/// <param name="Beta">Second parameter.</param>
public sealed record ContractParameters(double Alpha, double Beta)
{
    /// <summary>Pooled: what contracts are usually like, drawn towards the shop's. Fitted: the shop's own.</summary>
    public Rung Rung { get; init; } = Rung.Pooled;

    /// <summary>Contracts that they rest on.</summary>
    public int Contracts { get; init; }

    /// <summary>Those of them that ended.</summary>
    public int Ended { get; init; }

    /// <summary>The run whose fit they are.</summary>
    public DateOnly? FittedOn { get; init; }

    /// <summary>One sentence for a person: why this rung.</summary>
    public string Why { get; init; } = "";

    /// <summary>The same fitted to redrawn contracts (bootstrap): how unsure they are. Empty: not known.</summary>
    public ImmutableArray<ContractDraw> Redrawn { get; init; } = [];

    /// <summary>The model that answers.</summary>
    public ShiftedBetaGeometricModel ToModel() => new(new ShiftedBetaGeometricParameters(Alpha, Beta));
}
