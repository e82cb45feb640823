using System.Collections.Immutable;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>The offers of a shop. Each method says what it costs.</summary>
public interface IOfferStore
{
    /// <summary>Adds an offer and returns true, or returns false if its episode already has a row. One request.</summary>
    Task<bool> AddAsync(Offer offer, CancellationToken cancellationToken);

    /// <summary>Reads an offer by its id; null if there is none. One request.</summary>
    Task<Offer?> GetAsync(ShopId shop, string id, CancellationToken cancellationToken);

    /// <summary>Replaces the offer that was read. Returns false, and writes nothing, if its row has changed since. One request.</summary>
    Task<bool> ReplaceAsync(Offer offer, CancellationToken cancellationToken);

    /// <summary>Removes an offer; does nothing if it is gone. One request.</summary>
    Task RemoveAsync(Offer offer, CancellationToken cancellationToken);

    /// <summary>
    /// Removes an offer of an erased buyer. If the offer counts for the uplift, the same transaction adds it to its arm's count, without a
    /// name. Does nothing if the offer is gone. One request if the offer does not count, otherwise two, and two more for each race that is
    /// lost.
    /// </summary>
    Task EraseAsync(Offer offer, bool counts, CancellationToken cancellationToken);

    /// <summary>Lists the counts that are kept of erased offers. One request.</summary>
    IAsyncEnumerable<ErasedTrial> ListErasedAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>Lists all offers of a shop by id, held-out ones included. One request for each 1,000 offers.</summary>
    IAsyncEnumerable<Offer> ListAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>Lists the offers whose ids come after an id, which may itself be gone. One request for each 1,000 offers.</summary>
    IAsyncEnumerable<Offer> ListAfterAsync(ShopId shop, string id, CancellationToken cancellationToken) =>
        ListAsync(shop, cancellationToken).Where(offer => string.CompareOrdinal(offer.Id, id) > 0);

    /// <summary>Saves a range's counts in place of its earlier ones. One request.</summary>
    Task SaveTallyAsync(ShopId shop, OfferTally tally, CancellationToken cancellationToken);

    /// <summary>Reads the choice of the last day for which tasks were chosen; null if there is none. One request.</summary>
    Task<DayTasks?> GetDayTasksAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the choice that was read by a day's choice. Returns false, and writes nothing, if its row has changed since. One request.
    /// </summary>
    Task<bool> SaveDayTasksAsync(ShopId shop, DayTasks tasks, CancellationToken cancellationToken);

    /// <summary>Lists the latest counts of every range. One request.</summary>
    IAsyncEnumerable<OfferTally> ListTalliesAsync(ShopId shop, CancellationToken cancellationToken);
}

/// <summary>The buyers who get the day's tasks. The choice is made once; a later or parallel worker keeps to it.</summary>
/// <param name="AsOf">The shop's day.</param>
/// <param name="Chosen">Offer ids, held-out offers included, highest value at risk first.</param>
public sealed record DayTasks(DateOnly AsOf, ImmutableArray<string> Chosen)
{
    /// <summary>The most ids that fit into a row's column.</summary>
    public const int MaxChosen = 450;

    /// <summary>The store's mark of the row that was read; null for a day that is not written yet.</summary>
    public string? ETag { get; init; }
}
