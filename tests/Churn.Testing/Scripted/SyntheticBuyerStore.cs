using System.Runtime.CompilerServices;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Scenarios;

namespace Churn.Testing.Scripted;

/// <summary>
/// A store whose buyers are made as they are scanned, so that a million of them take no memory. It counts the requests that the real store
/// would send, and has only what a nightly run needs.
/// </summary>
/// <param name="buyers">The buyers.</param>
/// <param name="rulebook">The rules that gave the labels.</param>
/// <param name="classifiedOn">The day of the labels.</param>
public sealed class SyntheticBuyerStore(SyntheticBuyers buyers, Rulebook rulebook, DateOnly classifiedOn) : IBuyerStore
{
    /// <summary>Maximum number of rows in a page of a query.</summary>
    private const int PageRows = 1_000;

    private int _pagesRead;
    private int _transactions;
    private int _written;

    public int PagesRead => _pagesRead;

    public int Transactions => _transactions;

    public int Written => _written;

    public async IAsyncEnumerable<Buyer> ScanAsync(ShopId shop, string bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = 0;
        foreach (var buyer in buyers.OfBucket(bucket, rulebook, classifiedOn))
        {
            if (rows++ % PageRows == 0)
            {
                Interlocked.Increment(ref _pagesRead);
            }

            yield return buyer;
        }

        if (rows == 0)
        {
            Interlocked.Increment(ref _pagesRead);
        }

        await Task.CompletedTask;
    }

    public Task<IReadOnlyList<Buyer>> RewriteAsync(IReadOnlyList<Buyer> changed, CancellationToken cancellationToken)
    {
        if (changed.Count > 100)
        {
            throw new InvalidOperationException("A transaction has more than a hundred rows.");
        }

        Interlocked.Increment(ref _transactions);
        Interlocked.Add(ref _written, changed.Count);
        return Task.FromResult(changed);
    }

    public IAsyncEnumerable<Buyer> ScanEventsAsync(ShopId shop, string bucket, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Buyer?> GetAsync(BuyerKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<LedgerEntry?> GetOrderAsync(BuyerKey partition, string orderId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<LedgerEntry> ReadLedgerAsync(BuyerKey partition, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<WriteReceipt> CommitAsync(BuyerTransaction change, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveOrderAsync(BuyerKey partition, string orderId, ErasedTotals? erased, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ErasedTotals> ReadErasedAsync(ShopId shop, CancellationToken cancellationToken) => Task.FromResult(ErasedTotals.None);

    public IAsyncEnumerable<(BuyerId Partition, LedgerEntry Entry)> ScanLedgersAsync(
        ShopId shop, string bucket, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<int?> WriteTogetherAsync(IReadOnlyList<BuyerTransaction> changes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
