using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>The offers of a shop, as its marketing people read them.</summary>
public interface IOfferStore
{
    /// <summary>Adds an offer unless its episode is already there; says whether it was added. One request.</summary>
    Task<bool> AddAsync(Offer offer, CancellationToken cancellationToken);

    /// <summary>Removes an offer, if it is there. One request.</summary>
    Task RemoveAsync(Offer offer, CancellationToken cancellationToken);

    /// <summary>All offers of a shop by id. One request a thousand.</summary>
    IAsyncEnumerable<Offer> ListAsync(ShopId shop, CancellationToken cancellationToken);
}
