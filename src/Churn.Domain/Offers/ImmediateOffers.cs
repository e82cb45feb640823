using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>
/// Flags the offers that the policy does not let wait for the night: a welcome a day after the order, or care a day after an annoyed
/// answer, would come too late.
/// </summary>
/// <remarks>
/// The offers are remembered in the row that is about to be written, so they cost nothing as long as none is due. The worker that writes
/// the row publishes them. If it dies, the worker that gets the message again publishes them, or the night does.
/// </remarks>
public static class ImmediateOffers
{
    /// <summary>Adds to the row what is due at once.</summary>
    /// <param name="buyer">The buyer as the row is to be written.</param>
    /// <param name="labels">The buyer's labels as of today.</param>
    public static Buyer Remember(Buyer buyer, BuyerClass labels, Shop shop, Rulebook rulebook)
    {
        var kinds = rulebook.Policy.Offers.Kinds;
        if (!kinds.Values.Any(terms => terms.AtOnce))
        {
            return buyer;
        }

        // Tasks for key accounts are given out for the whole shop.
        var due = OfferDecider.Decide(buyer, labels, rulebook, labels.AsOf).Due
            .Where(verdict => kinds[verdict.Kind].AtOnce && verdict.Kind != OfferKind.KeyAccountTask);
        var offerRecords = due.Select(verdict => RangeOfferFlagger.Remember(buyer, verdict, shop, rulebook, labels.AsOf)).ToList();
        return offerRecords.Count > 0
            ? buyer with { Offered = offerRecords.Aggregate(buyer.Offered, (memory, offerRecord) => memory.With(offerRecord)) }
            : buyer;
    }
}
