using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Buyers and their ledgers. Each method states its cost, because the request budget is part of the contract.</summary>
public interface IBuyerStore
{
    /// <summary>Returns the row of a buyer, an alias or a retired buyer, or null if there is none. One point read.</summary>
    Task<Buyer?> GetAsync(BuyerKey key, CancellationToken cancellationToken);

    /// <summary>Returns the entry of one order in one partition, or null if there is none. One point read.</summary>
    Task<LedgerEntry?> GetOrderAsync(BuyerKey partition, string orderId, CancellationToken cancellationToken);

    /// <summary>Returns the entries of one partition, sorted by order id. One request per thousand orders.</summary>
    IAsyncEnumerable<LedgerEntry> ReadLedgerAsync(BuyerKey partition, CancellationToken cancellationToken);

    /// <summary>Writes a change in one entity group transaction, guarded by the row's ETag. One request.</summary>
    Task<WriteReceipt> CommitAsync(BuyerTransaction change, CancellationToken cancellationToken);

    /// <summary>Removes an entry, if it exists, from the partition of an alias or of a retired buyer.</summary>
    /// <param name="erased">What to add to the shop's totals of erased orders, in the same transaction; null for nothing.</param>
    Task RemoveOrderAsync(BuyerKey partition, string orderId, ErasedTotals? erased, CancellationToken cancellationToken);

    /// <summary>Returns the totals of what erasures removed from the shop's ledgers. 256 point reads.</summary>
    Task<ErasedTotals> ReadErasedAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>
    /// Returns the buyers of one bucket. Aliases, retired rows and rows without orders are left out. One request per thousand rows.
    /// </summary>
    IAsyncEnumerable<Buyer> ScanAsync(ShopId shop, string bucket, CancellationToken cancellationToken);

    /// <summary>
    /// Returns every row of one bucket that holds events, including aliases, retired rows and rows without orders. One request per thousand
    /// rows.
    /// </summary>
    IAsyncEnumerable<Buyer> ScanEventsAsync(ShopId shop, string bucket, CancellationToken cancellationToken);

    /// <summary>
    /// Returns all entries of one bucket, grouped by partition, including the partitions of aliases. One request per thousand rows.
    /// </summary>
    IAsyncEnumerable<(BuyerId Partition, LedgerEntry Entry)> ScanLedgersAsync(
        ShopId shop, string bucket, CancellationToken cancellationToken);

    /// <summary>
    /// Rewrites the rows of buyers of one bucket, up to a hundred per request, except those that changed since they were read. Returns the
    /// written rows with their new ETags. A buyer that ordered meanwhile was classified with that order and can wait for the next run.
    /// </summary>
    Task<IReadOnlyList<Buyer>> RewriteAsync(IReadOnlyList<Buyer> buyers, CancellationToken cancellationToken);

    /// <summary>
    /// Writes changes of several buyers of one bucket, at most a hundred actions in all, in one entity group transaction. Returns null if
    /// all was written. On a conflict nothing is written, and the index of the conflicting change is returned. One request.
    /// </summary>
    Task<int?> WriteTogetherAsync(IReadOnlyList<BuyerTransaction> changes, CancellationToken cancellationToken);
}

/// <summary>Writes changes for callers that do not write the same row again and so need no new ETag.</summary>
public static class BuyerWriting
{
    /// <inheritdoc cref="IBuyerStore.CommitAsync" />
    public static async Task<WriteResult> WriteAsync(this IBuyerStore buyers, BuyerTransaction change, CancellationToken cancellationToken) =>
        (await buyers.CommitAsync(change, cancellationToken)).Result;
}

/// <summary>The result of a conditional write.</summary>
/// <param name="ETag">
/// The new ETag of the buyer's row, with which it can be written again without reading it first; null if nothing was written.
/// </param>
public readonly record struct WriteReceipt(WriteResult Result, string? ETag);

/// <summary>The result of a conditional write.</summary>
public enum WriteResult
{
    Written,

    /// <summary>Another writer wrote first, or the row already exists. Nothing was written; read the row again.</summary>
    Conflict,
}
