using Churn.Statistics.Uplift;

namespace Churn.Domain.Offers;

/// <summary>The measured effect of one kind of offer, treated buyers against held-out ones.</summary>
public sealed record KindUplift
{
    /// <summary>The seed of the bootstrap: the same trial always gives the same interval.</summary>
    private const int Seed = 20_000;

    private const int FewestBuyers = 2;

    public required OfferTrial Trial { get; init; }

    /// <summary>Interval and verdict from this kind's own trial.</summary>
    public required UpliftReport Report { get; init; }

    /// <summary>The kind's uplift drawn towards the common uplift of all the shop's kinds; null without both arms.</summary>
    public ShrunkUplift? Pooled { get; init; }

    /// <summary>Margin a buyer after discounts, treated less held out, minor units; null with fewer than two buyers in an arm.</summary>
    /// <param name="marginPercent">What the shop keeps of a hundred of net value, before discounts.</param>
    public RevenueUplift? Margin(int marginPercent) => Trial.Treated.Count < FewestBuyers || Trial.HeldOut.Count < FewestBuyers
        ? null
        : RevenueUplift.Compare(
            [.. Trial.Margins(marginPercent)], [.. Trial.HeldOut.Select(value => value * marginPercent / 100)], Seed);

    /// <summary>What the discounts cost, and which part of that went to buyers who would have bought anyway.</summary>
    public required OfferCost Cost { get; init; }

    /// <summary>
    /// Of the treated buyers who bought, the share that would have bought anyway, 0 to 1; null without both arms or without a purchase.
    /// </summary>
    public double? WouldHaveBoughtAnyway => Trial.Bought.Treated.Rate is > 0 and { } treated && Trial.Bought.HeldOut.Rate is { } heldOut
        ? Math.Min(1, heldOut / treated)
        : null;
}
