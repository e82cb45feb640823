using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Buyers and their ledgers. Each method says what it costs, for the request budget is part of the promise.</summary>
public interface IBuyerStore
{
    /// <summary>The row of a buyer, an alias or a retired buyer, or null. One point read.</summary>
    Task<Buyer?> GetAsync(BuyerKey key, CancellationToken cancellationToken);

    /// <summary>The entry of one order in one partition, or null. One point read.</summary>
    Task<LedgerEntry?> GetOrderAsync(BuyerKey partition, string orderId, CancellationToken cancellationToken);

    /// <summary>The entries of one partition, by order id. One request a thousand orders.</summary>
    IAsyncEnumerable<LedgerEntry> ReadLedgerAsync(BuyerKey partition, CancellationToken cancellationToken);

    /// <summary>Writes a change in one entity group transaction, the row guarded by its ETag. One request.</summary>
    Task<WriteReceipt> CommitAsync(BuyerChange change, CancellationToken cancellationToken);

    /// <summary>Removes an entry from the partition of an alias or of a retired buyer, if it is there, and adds it to the shop's memory of erased orders.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="orderId">The order.</param>
    /// <param name="erased">The sum to add, in the same transaction; null: none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task RemoveOrderAsync(BuyerKey partition, string orderId, ErasedTotals? erased, CancellationToken cancellationToken);

    /// <summary>What erasures took out of the shop's ledgers. 256 point reads.</summary>
    Task<ErasedTotals> ReadErasedAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>The buyers of one bucket; aliases, retired rows and rows without orders are left out. One request a thousand rows.</summary>
    IAsyncEnumerable<Buyer> ScanAsync(ShopId shop, string bucket, CancellationToken cancellationToken);

    /// <summary>All entries of one bucket, those of a partition together, whether it is a buyer's or an alias's. One request a thousand rows.</summary>
    IAsyncEnumerable<(BuyerId Partition, LedgerEntry Entry)> ScanLedgersAsync(ShopId shop, string bucket, CancellationToken cancellationToken);

    /// <summary>
    /// Rewrites the rows of buyers of one bucket that nobody has changed since they were read, up to a hundred a request. Returns those
    /// written, with their new ETags: a buyer who ordered meanwhile was classified then, and is left to the next run.
    /// </summary>
    Task<IReadOnlyList<Buyer>> RewriteAsync(IReadOnlyList<Buyer> buyers, CancellationToken cancellationToken);

    /// <summary>
    /// Writes changes of several buyers of one bucket, a hundred actions in all, in one entity group transaction. Null: written; else the place of
    /// a change that met a conflict, and nothing was written. One request.
    /// </summary>
    Task<int?> WriteTogetherAsync(IReadOnlyList<BuyerChange> changes, CancellationToken cancellationToken);
}
