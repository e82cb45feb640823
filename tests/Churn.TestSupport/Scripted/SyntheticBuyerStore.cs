using System.Runtime.CompilerServices;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
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

    public Task<BuyerRow> GetAsync(BuyerKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<LedgerRow?> GetOrderAsync(BuyerKey key, string orderId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<LedgerRow> ReadLedgerAsync(BuyerKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<BuyerKey>> FindOrderAsync(ShopId shop, string orderId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<WriteReceipt> CommitAsync(BuyerChange change, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ErasedTotals> ReadErasedAsync(ShopId shop, CancellationToken cancellationToken) => Task.FromResult(ErasedTotals.None);

    public IAsyncEnumerable<(BuyerId Buyer, LedgerRow Row)> ScanLedgersAsync(ShopId shop, string bucket, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<int?> WriteTogetherAsync(IReadOnlyList<BuyerChange> changes, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<(string OrderId, BuyerId Buyer)>> FindOrdersAsync(ShopId shop, IReadOnlySet<string> orderIds, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
