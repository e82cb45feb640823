using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>The offers of a shop, as its marketing people read them.</summary>
public interface IOfferStore
{
    /// <summary>Adds an offer unless its episode is already there; says whether it was added. One request.</summary>
    Task<bool> AddAsync(Offer offer, CancellationToken cancellationToken);

    /// <summary>An offer by its id, or null. One request.</summary>
    Task<Offer?> GetAsync(ShopId shop, string id, CancellationToken cancellationToken);

    /// <summary>Writes an offer that nobody has changed since it was read; false: somebody has, and nothing was written. One request.</summary>
    Task<bool> ReplaceAsync(Offer offer, CancellationToken cancellationToken);

    /// <summary>Removes an offer, if it is there. One request.</summary>
    Task RemoveAsync(Offer offer, CancellationToken cancellationToken);

    /// <summary>
    /// Puts another offer in the place of one that nobody has changed since it was read, in one transaction; false: somebody has, and nothing was
    /// written. One request.
    /// </summary>
    Task<bool> SupersedeAsync(Offer offer, Offer by, CancellationToken cancellationToken);

    /// <summary>All offers of a shop by id, held-out ones included. One request a thousand.</summary>
    IAsyncEnumerable<Offer> ListAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>Those behind an id, which need not be there any more. One request a thousand.</summary>
    IAsyncEnumerable<Offer> ListAfterAsync(ShopId shop, string id, CancellationToken cancellationToken) =>
        ListAsync(shop, cancellationToken).Where(offer => string.CompareOrdinal(offer.Id, id) > 0);

    /// <summary>Keeps what a range came to, in place of what it came to before. One request.</summary>
    Task SaveTallyAsync(ShopId shop, OfferTally tally, CancellationToken cancellationToken);

    /// <summary>What every range came to last. One request.</summary>
    IAsyncEnumerable<OfferTally> ListTalliesAsync(ShopId shop, CancellationToken cancellationToken);
}
