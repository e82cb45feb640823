using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>Erases offers of people, and keeps their trials' counts, which have no name.</summary>
public static class OfferErasing
{
    /// <summary>
    /// Removes the shop's offers that match and returns how many there were. It is safe to repeat: an offer that is gone was already
    /// counted.
    /// </summary>
    /// <param name="gone">Whether an offer is to be erased.</param>
    public static async Task<int> EraseAsync(
        this IOfferStore offers, ShopId shop, Func<Offer, bool> gone, CancellationToken cancellationToken)
    {
        var erased = await offers.ListAsync(shop, cancellationToken).Where(gone).ToListAsync(cancellationToken);
        var excluded = erased.Where(offer => offer.Outcome is { Excluded: true }).Select(offer => (offer.Kind, offer.Buyer)).ToHashSet();

        // Offers that count go first: after a crash, the others must still show which buyers are left out.
        foreach (var offer in erased.OrderByDescending(IsToBeCounted))
        {
            await offers.EraseAsync(offer, IsToBeCounted(offer), cancellationToken);
        }

        return erased.Count;

        bool IsToBeCounted(Offer offer) => OfferTrial.IsCounted(offer) && !excluded.Contains((offer.Kind, offer.Buyer));
    }
}
