using Churn.Domain.Buyers;
using Churn.Statistics.Uplift;

namespace Churn.Domain.Offers;

/// <summary>
/// What is kept of the offers of erased people: by kind and quarter, the number of offers in each arm and how many of these buyers bought.
/// </summary>
/// <remarks>
/// An offer may annoy a buyer into asking for erasure. If erased buyers were dropped from the counts, such a buyer would leave the treated
/// arm and the offer would look better than it is. The money that they spent is not kept, because the sum of one person is that person's
/// data.
/// </remarks>
/// <param name="Kind">The kind of offer.</param>
/// <param name="Quarter">The quarter in which the offers were flagged, see <see cref="QuarterOf"/>.</param>
/// <param name="Counts">The counts of both arms.</param>
public sealed record ErasedTrial(OfferKind Kind, int Quarter, TwoArmTrial Counts)
{
    /// <summary>The store's mark of the row that was read; null for a row that is not written yet.</summary>
    public string? ETag { get; init; }

    /// <summary>Adds one more erased offer whose outcome is known.</summary>
    public ErasedTrial With(Offer offer) => this with
    {
        Counts = offer.State == OfferState.HeldOut
            ? new TwoArmTrial(Counts.Treated, OneMore(Counts.HeldOut, offer))
            : new TwoArmTrial(OneMore(Counts.Treated, offer), Counts.HeldOut),
    };

    /// <summary>The empty counts for an offer's kind and quarter.</summary>
    public static ErasedTrial Of(Offer offer) => new(offer.Kind, QuarterOf(offer.FlaggedOn), default);

    /// <summary>Numbers quarters in order: four times the year, plus 0 to 3 for the quarter.</summary>
    public static int QuarterOf(DateOnly day) => (4 * day.Year) + ((day.Month - 1) / 3);

    private static Proportion OneMore(Proportion arm, Offer offer) =>
        new(arm.Successes + (offer.Outcome is { Orders: > 0 } ? 1 : 0), arm.Trials + 1);
}
