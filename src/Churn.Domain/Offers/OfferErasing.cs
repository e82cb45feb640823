using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>Erases the offers of people, and keeps of their trials what has no name.</summary>
public static class OfferErasing
{
    /// <summary>Removes these offers of a shop and returns how many there were. Safe to repeat: what is gone is counted already.</summary>
    /// <param name="offers">Where they are.</param>
    /// <param name="shop">Whose.</param>
    /// <param name="gone">Which.</param>
    /// <param name="cancellationToken">Stops between two offers.</param>
    public static async Task<int> EraseAsync(this IOfferStore offers, ShopId shop, Func<Offer, bool> gone, CancellationToken cancellationToken)
    {
        var theirs = await offers.ListAsync(shop, cancellationToken).Where(gone).ToListAsync(cancellationToken);
        var excluded = theirs.Where(offer => offer.Outcome is { Excluded: true }).Select(offer => (offer.Kind, offer.Buyer)).ToHashSet();

        // What counts goes first: after a crash the rest must still tell who is left out.
        foreach (var offer in theirs.OrderByDescending(offer => OfferTrial.IsCounted(offer) && !excluded.Contains((offer.Kind, offer.Buyer))))
        {
            await offers.EraseAsync(offer, OfferTrial.IsCounted(offer) && !excluded.Contains((offer.Kind, offer.Buyer)), cancellationToken);
        }

        return theirs.Count;
    }
}
