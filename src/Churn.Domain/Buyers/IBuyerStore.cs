using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Buyers and their ledgers. Each method says what it costs, for the request budget is part of the promise.</summary>
public interface IBuyerStore
{
    /// <summary>One point read.</summary>
    Task<BuyerRow> GetAsync(BuyerKey key, CancellationToken cancellationToken);

    /// <summary>The ledger row of one order, or null. One point read.</summary>
    Task<LedgerRow?> GetOrderAsync(BuyerKey key, string orderId, CancellationToken cancellationToken);

    /// <summary>The whole ledger of a buyer, by order id. One request a thousand orders.</summary>
    IAsyncEnumerable<LedgerRow> ReadLedgerAsync(BuyerKey key, CancellationToken cancellationToken);

    /// <summary>The buyers whose ledgers hold an order of that id, by the index alone. 256 point reads: for rare messages that do not name a buyer.</summary>
    Task<IReadOnlyList<BuyerKey>> FindOrderAsync(ShopId shop, string orderId, CancellationToken cancellationToken);

    /// <summary>Writes a change in one entity group transaction, every row guarded by its ETag. One request.</summary>
    Task<WriteReceipt> CommitAsync(BuyerChange change, CancellationToken cancellationToken);

    /// <summary>What erasures took out of the shop's ledgers. 256 point reads.</summary>
    Task<ErasedTotals> ReadErasedAsync(ShopId shop, CancellationToken cancellationToken);

    /// <summary>The buyers of one bucket, aliases and rows without orders left out. One request a thousand rows.</summary>
    IAsyncEnumerable<Buyer> ScanAsync(ShopId shop, string bucket, CancellationToken cancellationToken);

    /// <summary>
    /// All ledger rows of one bucket, those of a buyer together and whoever they stand under: a buyer, an alias or nobody. One request a thousand rows.
    /// </summary>
    IAsyncEnumerable<(BuyerId Buyer, LedgerRow Row)> ScanLedgersAsync(ShopId shop, string bucket, CancellationToken cancellationToken);

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

    /// <summary>
    /// Whose ledgers hold any of these orders, by the index alone: it is read whole, one request a bucket and a thousand orders of the shop.
    /// </summary>
    Task<IReadOnlyList<(string OrderId, BuyerId Buyer)>> FindOrdersAsync(ShopId shop, IReadOnlySet<string> orderIds, CancellationToken cancellationToken);
}
