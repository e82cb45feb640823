using System.Collections.Immutable;

namespace Churn.Domain.Scores;

/// <summary>What a shop's nightly run learned from its orders; labels and scores depend on it and on nothing else that was learned.</summary>
public sealed record ShopModel
{
    /// <summary>Nothing learned: the policy's rules alone decide.</summary>
    public static ShopModel None { get; } = new() { Version = "rules", Rung = Rung.Rules, Why = "No nightly run has finished yet." };

    /// <summary>Names what was learned, so that a label can be explained later: the business date of the run.</summary>
    public required string Version { get; init; }

    public required Rung Rung { get; init; }

    /// <summary>One sentence for a person: why this rung and no other, and what was kept when a fit failed.</summary>
    public required string Why { get; init; }

    /// <summary>The business date of the run; null for <see cref="None"/>.</summary>
    public DateOnly? LearnedOn { get; init; }

    /// <summary>The run whose fit the parameters are; earlier than <see cref="LearnedOn"/> when the last good one was kept.</summary>
    public DateOnly? FittedOn { get; init; }

    /// <summary>Buyers that somebody is known behind, with a purchase.</summary>
    public int Buyers { get; init; }

    /// <summary>Those with two purchase days or more.</summary>
    public int RepeatBuyers { get; init; }

    /// <summary>How often buyers order; null on the rung of rules.</summary>
    public PurchaseParameters? Purchases { get; init; }

    /// <summary>The same fitted to redrawn buyers (bootstrap): how unsure <see cref="Purchases"/> is. Empty: not known.</summary>
    public ImmutableArray<PurchaseParameters> Redrawn { get; init; } = [];

    /// <summary>What buyers spend on a purchase day; null when it could not be fitted.</summary>
    public SpendParameters? Spend { get; init; }

    /// <summary>Share of net revenue that predicted values count as margin, 1 to 100 percent; 100: they are revenue.</summary>
    public int MarginPercent { get; init; } = 100;

    /// <summary>How likely contracts are renewed; null as long as the shop has none.</summary>
    public ContractParameters? Contracts { get; init; }

    /// <summary>The shop's gaps between purchase days; null below <see cref="GapFacts.FewestGaps"/> of them, and as long as the shop was not seen for long enough.</summary>
    public GapFacts? Gaps { get; init; }

    /// <summary>When second orders come; null below <see cref="SecondOrderFacts.FewestSecondOrders"/> of them.</summary>
    public SecondOrderFacts? SecondOrder { get; init; }

    /// <summary>
    /// What clients are worth, predicted (a year's discounted margin), minor units: percentile 0 to 100 of the shop's clients, ascending. Empty
    /// without a prediction.
    /// </summary>
    public ImmutableArray<long> ClientValues { get; init; } = [];

    /// <summary>Clients worth this much or more make 80 % of the predicted margin of all clients, minor units; null without a prediction.</summary>
    public long? VipValue { get; init; }

    /// <summary>The forecast of the last weeks beside the baselines'; null where there was too little past to judge by.</summary>
    public ModelScorecard? Scorecard { get; init; }

    /// <summary>The value that the best so many percent of the clients reach, minor units; null without a prediction.</summary>
    /// <param name="percent">0 to 100.</param>
    public long? ValueOfTop(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        return ClientValues.Length == 101 ? ClientValues[100 - percent] : null;
    }
}
