using System.Runtime.CompilerServices;
using Churn.Domain.Buyers;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.TestSupport.Interruptions;

/// <summary>A buyer store whose every call is told to somebody who may interrupt it.</summary>
public sealed class ObservedBuyerStore(IBuyerStore inner, IStoreCalls calls) : IBuyerStore
{
    public Task<BuyerRow> GetAsync(BuyerKey key, CancellationToken cancellationToken) =>
        calls.AroundAsync("read buyer", () => inner.GetAsync(key, cancellationToken));

    public Task<LedgerRow?> GetOrderAsync(BuyerKey key, string orderId, CancellationToken cancellationToken) =>
        calls.AroundAsync("read order", () => inner.GetOrderAsync(key, orderId, cancellationToken));

    public async IAsyncEnumerable<LedgerRow> ReadLedgerAsync(BuyerKey key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await calls.BeforeAsync("read ledger");
        await foreach (var row in inner.ReadLedgerAsync(key, cancellationToken))
        {
            yield return row;
        }

        await calls.AfterAsync("read ledger");
    }

    public Task<IReadOnlyList<BuyerKey>> FindOrderAsync(ShopId shop, string orderId, CancellationToken cancellationToken) =>
        calls.AroundAsync("find order", () => inner.FindOrderAsync(shop, orderId, cancellationToken));

    public Task<WriteReceipt> CommitAsync(BuyerChange change, CancellationToken cancellationToken) =>
        calls.AroundAsync(NameOf(change), () => inner.CommitAsync(change, cancellationToken));

    public Task<ErasedTotals> ReadErasedAsync(ShopId shop, CancellationToken cancellationToken) =>
        calls.AroundAsync("read erased", () => inner.ReadErasedAsync(shop, cancellationToken));

    public IAsyncEnumerable<Buyer> ScanAsync(ShopId shop, string bucket, CancellationToken cancellationToken) => inner.ScanAsync(shop, bucket, cancellationToken);

    public IAsyncEnumerable<(BuyerId Buyer, LedgerRow Row)> ScanLedgersAsync(ShopId shop, string bucket, CancellationToken cancellationToken) =>
        inner.ScanLedgersAsync(shop, bucket, cancellationToken);

    public Task<IReadOnlyList<Buyer>> RewriteAsync(IReadOnlyList<Buyer> buyers, CancellationToken cancellationToken) =>
        calls.AroundAsync("rewrite buyers", () => inner.RewriteAsync(buyers, cancellationToken));

    public Task<int?> WriteTogetherAsync(IReadOnlyList<BuyerChange> changes, CancellationToken cancellationToken) =>
        calls.AroundAsync("write buyers", () => inner.WriteTogetherAsync(changes, cancellationToken));

    public Task<IReadOnlyList<(string OrderId, BuyerId Buyer)>> FindOrdersAsync(ShopId shop, IReadOnlySet<string> orderIds, CancellationToken cancellationToken) =>
        calls.AroundAsync("find orders", () => inner.FindOrdersAsync(shop, orderIds, cancellationToken));

    private static string NameOf(BuyerChange change) =>
        change.Removals.Count > 0 ? "remove page"
        : change.Alias is not null ? "write alias"
        : change.Orders.Count > 0 ? "write orders"
        : "write buyer";
}
