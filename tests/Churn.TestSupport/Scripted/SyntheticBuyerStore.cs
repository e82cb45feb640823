using System.Runtime.CompilerServices;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.TestSupport.Scenarios;

namespace Churn.TestSupport.Scripted;

/// <summary>
/// Buyers that are made as they are scanned, so that a million of them take no memory, with the requests that the real store would have sent. Only what a
/// nightly run needs is there.
/// </summary>
/// <param name="buyers">Who is in it.</param>
/// <param name="rulebook">By which they were labelled.</param>
/// <param name="classifiedOn">The day they were labelled for.</param>
public sealed class SyntheticBuyerStore(SyntheticBuyers buyers, Rulebook rulebook, DateOnly classifiedOn) : IBuyerStore
{
    /// <summary>Rows of a page of a query, at most.</summary>
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
            throw new InvalidOperationException("A transaction holds a hundred rows.");
        }

        Interlocked.Increment(ref _transactions);
        Interlocked.Add(ref _written, changed.Count);
        return Task.FromResult(changed);
    }

    public Task<Buyer?> GetAsync(BuyerKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<LedgerEntry?> GetOrderAsync(BuyerKey partition, string orderId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<LedgerEntry> ReadLedgerAsync(BuyerKey partition, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<WriteReceipt> CommitAsync(BuyerChange change, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RemoveOrderAsync(BuyerKey partition, string orderId, ErasedTotals? erased, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ErasedTotals> ReadErasedAsync(ShopId shop, CancellationToken cancellationToken) => Task.FromResult(ErasedTotals.None);

    public IAsyncEnumerable<(BuyerId Partition, LedgerEntry Entry)> ScanLedgersAsync(ShopId shop, string bucket, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<int?> WriteTogetherAsync(IReadOnlyList<BuyerChange> changes, CancellationToken cancellationToken) => throw new NotSupportedException();
}
