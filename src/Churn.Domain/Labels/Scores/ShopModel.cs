using System.Collections.Immutable;

namespace Churn.Domain.Labels.Scores;

/// <summary>What a shop's nightly run learned from its orders. Labels and scores depend on nothing else that was learned.</summary>
public sealed record ShopModel
{
    /// <summary>Nothing was learned yet, so the policy's rules alone decide.</summary>
    public static ShopModel None { get; } = new() { Version = "rules", Tier = ModelTier.Rules, Why = "No nightly run has finished yet." };

    /// <summary>Identifies the model, so that a label can be explained later: the business date of the run.</summary>
    public required string Version { get; init; }

    public required ModelTier Tier { get; init; }

    /// <summary>Why this tier was chosen, and what was kept if a fit failed, in one sentence for a person.</summary>
    public required string Why { get; init; }

    /// <summary>The business date of the run; null for <see cref="None"/>.</summary>
    public DateOnly? LearnedOn { get; init; }

    /// <summary>
    /// The business date of the run that fitted the parameters. It is earlier than <see cref="LearnedOn"/> if an older fit was kept.
    /// </summary>
    public DateOnly? FittedOn { get; init; }

    /// <summary>Number of buyers with a purchase, without those of anonymous orders.</summary>
    public int Buyers { get; init; }

    /// <summary>Number of these buyers with at least two purchase days.</summary>
    public int RepeatBuyers { get; init; }

    /// <summary>The model of how often buyers order; null on the tier of rules.</summary>
    public PurchaseParameters? Purchases { get; init; }

    /// <summary>
    /// <see cref="Purchases"/> fitted to bootstrap samples of the buyers, as a measure of its uncertainty; empty if not known.
    /// </summary>
    public ImmutableArray<PurchaseParameters> Redrawn { get; init; } = [];

    /// <summary>The model of what buyers spend on a purchase day; null if it could not be fitted.</summary>
    public SpendParameters? Spend { get; init; }

    /// <summary>Share of net revenue that is margin in predicted values, 1 to 100 percent. At 100 the values are revenue.</summary>
    public int MarginPercent { get; init; } = 100;

    /// <summary>The model of contract renewals; null if the shop has no contracts.</summary>
    public ContractParameters? Contracts { get; init; }

    /// <summary>
    /// The shop's gaps between purchase days; null with fewer than <see cref="GapFacts.FewestGaps"/>, or while the shop has not been
    /// observed for long enough.
    /// </summary>
    public GapFacts? Gaps { get; init; }

    /// <summary>When second orders come; null with fewer than <see cref="SecondOrderFacts.FewestSecondOrders"/>.</summary>
    public SecondOrderFacts? SecondOrder { get; init; }

    /// <summary>
    /// Predicted values of the shop's clients (a year's discounted margin), minor units: percentiles 0 to 100, ascending. Empty without a
    /// prediction.
    /// </summary>
    public ImmutableArray<long> ClientValues { get; init; } = [];

    /// <summary>
    /// The predicted value from which on clients together make 80 % of the margin of all clients, minor units; null without a prediction.
    /// </summary>
    public long? VipValue { get; init; }

    /// <summary>Compares forecasts of the last weeks with the baselines; null if the shop's history is too short.</summary>
    public ModelScorecard? Scorecard { get; init; }

    /// <summary>
    /// Returns the least value among the best <paramref name="percent"/> percent of the clients, minor units; null without a prediction.
    /// </summary>
    /// <param name="percent">0 to 100.</param>
    public long? ValueOfTop(int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        return ClientValues.Length == 101 ? ClientValues[100 - percent] : null;
    }
}

/// <summary>The method behind a number. It is shown with every number.</summary>
public enum ModelTier
{
    /// <summary>The policy's rules, used while there is little data.</summary>
    Rules,

    /// <summary>The business model's prior, shrunk towards the shop's own orders.</summary>
    Pooled,

    /// <summary>The shop's own model, converged and better than the recency baseline on the scorecard.</summary>
    Fitted,
}
