using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>
/// Offers that do not wait for the night, as the policy names them: a welcome that comes a day after the order, or care the day after somebody was
/// annoyed, would be silly. They are remembered in the row that is about to be written, so they cost nothing until there is one; whoever wrote the row
/// publishes them, or, if that worker dies, whoever gets the message again, or the night.
/// </summary>
public static class OffersAtOnce
{
    /// <summary>The row with what is due at once.</summary>
    /// <param name="buyer">As the row is to be written.</param>
    /// <param name="labels">As of today.</param>
    /// <param name="shop">The buyer's.</param>
    /// <param name="rulebook">The shop's.</param>
    public static Buyer Remember(Buyer buyer, BuyerClass labels, Shop shop, Rulebook rulebook)
    {
        var kinds = rulebook.Policy.Offers.Kinds;
        if (!kinds.Values.Any(terms => terms.AtOnce))
        {
            return buyer;
        }

        // Tasks for key accounts are given out for the whole shop.
        var due = OfferDecider.Decide(buyer, labels, rulebook, labels.AsOf).Due.Where(verdict => kinds[verdict.Kind].AtOnce && verdict.Kind != OfferKind.KeyAccountTask);
        return due.Select(verdict => RangeOfferFlagger.Remember(buyer, verdict, shop, rulebook, labels.AsOf)).ToList() is { Count: > 0 } memos
            ? buyer with { Offered = memos.Aggregate(buyer.Offered, (memory, memo) => memory.With(memo)) }
            : buyer;
    }
}
