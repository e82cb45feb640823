using Churn.Statistics.Uplift;

namespace Churn.Domain.Offers;

/// <summary>What is left of the offers of erased people: how many of a kind and quarter there were in each arm, and how many of them bought.</summary>
/// <remarks>
/// Were they dropped whole, whoever an offer annoys into asking for erasure would leave the treated arm and make the offer look better than it is. What
/// each of them spent is not kept: of one person a sum is that person's.
/// </remarks>
/// <param name="Kind">Of the offers.</param>
/// <param name="Quarter">In which they were flagged, <see cref="QuarterOf"/>.</param>
/// <param name="Counts">Both arms.</param>
public sealed record ErasedTrial(OfferKind Kind, int Quarter, TwoArmTrial Counts)
{
    /// <summary>The store's mark of the row that was read; null for one not yet written.</summary>
    public string? ETag { get; init; }

    /// <summary>With one more erased offer whose outcome is known.</summary>
    public ErasedTrial With(Offer offer) => this with
    {
        Counts = offer.State == OfferState.HeldOut
            ? new TwoArmTrial(Counts.Treated, OneMore(Counts.HeldOut, offer))
            : new TwoArmTrial(OneMore(Counts.Treated, offer), Counts.HeldOut),
    };

    /// <summary>Nothing erased yet of an offer's kind and quarter.</summary>
    public static ErasedTrial Of(Offer offer) => new(offer.Kind, QuarterOf(offer.FlaggedOn), default);

    /// <summary>Four times the year and 0 to 3 for the quarter.</summary>
    public static int QuarterOf(DateOnly day) => (4 * day.Year) + ((day.Month - 1) / 3);

    private static Proportion OneMore(Proportion arm, Offer offer) => new(arm.Successes + (offer.Outcome is { Orders: > 0 } ? 1 : 0), arm.Trials + 1);
}
