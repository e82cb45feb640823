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
    /// Removes an offer whose buyer is erased; if it counts, the arm it was in is counted without a name, in the same transaction. An offer that is gone
    /// changes nothing. Two requests, and two more for each race that is lost; one if it does not count.
    /// </summary>
    Task EraseAsync(Offer offer, bool counts, CancellationToken cancellationToken);

    /// <summary>What is left of erased offers. One request.</summary>
    IAsyncEnumerable<ErasedTrial> ListErasedAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>All offers of a shop by id, held-out ones included. One request a thousand.</summary>
    IAsyncEnumerable<Offer> ListAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>Those behind an id, which need not be there any more. One request a thousand.</summary>
    IAsyncEnumerable<Offer> ListAfterAsync(ShopId shop, string id, CancellationToken cancellationToken) =>
        ListAsync(shop, cancellationToken).Where(offer => string.CompareOrdinal(offer.Id, id) > 0);

    /// <summary>Keeps what a range came to, in place of what it came to before. One request.</summary>
    Task SaveTallyAsync(ShopId shop, OfferTally tally, CancellationToken cancellationToken);

    /// <summary>The last day for which tasks were chosen, or null. One request.</summary>
    Task<DayTasks?> GetDayTasksAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>Writes a day's choice in place of the one that was read; false: somebody else has, and nothing was written. One request.</summary>
    Task<bool> SaveDayTasksAsync(ShopId shop, DayTasks tasks, CancellationToken cancellationToken);

    /// <summary>What every range came to last. One request.</summary>
    IAsyncEnumerable<OfferTally> ListTalliesAsync(ShopId shop, CancellationToken cancellationToken);
}
