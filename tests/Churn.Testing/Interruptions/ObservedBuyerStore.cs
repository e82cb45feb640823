using System.Runtime.CompilerServices;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Testing.Interruptions;

/// <summary>A buyer store that tells a listener of every call. The listener may interrupt it.</summary>
public sealed class ObservedBuyerStore(IBuyerStore inner, IStoreCalls calls) : IBuyerStore
{
    public Task<Buyer?> GetAsync(BuyerKey key, CancellationToken cancellationToken) =>
        calls.AroundAsync("read buyer", () => inner.GetAsync(key, cancellationToken));

    public Task<LedgerEntry?> GetOrderAsync(BuyerKey partition, string orderId, CancellationToken cancellationToken) =>
        calls.AroundAsync("read order", () => inner.GetOrderAsync(partition, orderId, cancellationToken));

    public async IAsyncEnumerable<LedgerEntry> ReadLedgerAsync(
        BuyerKey partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await calls.BeforeAsync("read ledger");
        await foreach (var entry in inner.ReadLedgerAsync(partition, cancellationToken))
        {
            yield return entry;
        }

        await calls.AfterAsync("read ledger");
    }

    public Task<WriteReceipt> CommitAsync(BuyerTransaction change, CancellationToken cancellationToken) =>
        calls.AroundAsync(NameOf(change), () => inner.CommitAsync(change, cancellationToken));

    public Task RemoveOrderAsync(BuyerKey partition, string orderId, ErasedTotals? erased, CancellationToken cancellationToken) =>
        calls.AroundAsync("remove order", async () =>
        {
            await inner.RemoveOrderAsync(partition, orderId, erased, cancellationToken);
            return true;
        });

    public Task<ErasedTotals> ReadErasedAsync(ShopId shop, CancellationToken cancellationToken) =>
        calls.AroundAsync("read erased", () => inner.ReadErasedAsync(shop, cancellationToken));

    public IAsyncEnumerable<Buyer> ScanAsync(ShopId shop, string bucket, CancellationToken cancellationToken) =>
        inner.ScanAsync(shop, bucket, cancellationToken);

    public IAsyncEnumerable<Buyer> ScanEventsAsync(ShopId shop, string bucket, CancellationToken cancellationToken) =>
        inner.ScanEventsAsync(shop, bucket, cancellationToken);

    public IAsyncEnumerable<(BuyerId Partition, LedgerEntry Entry)> ScanLedgersAsync(
        ShopId shop, string bucket, CancellationToken cancellationToken) =>
        inner.ScanLedgersAsync(shop, bucket, cancellationToken);

    public Task<IReadOnlyList<Buyer>> RewriteAsync(IReadOnlyList<Buyer> buyers, CancellationToken cancellationToken) =>
        calls.AroundAsync("rewrite buyers", () => inner.RewriteAsync(buyers, cancellationToken));

    public Task<int?> WriteTogetherAsync(IReadOnlyList<BuyerTransaction> changes, CancellationToken cancellationToken) =>
        calls.AroundAsync("write buyers", () => inner.WriteTogetherAsync(changes, cancellationToken));

    private static string NameOf(BuyerTransaction change) =>
        change.Removals.Count > 0 ? "remove order"
        : change.Buyer.MergedInto is not null ? "write alias"
        : change.Orders.Count > 0 ? "write orders"
        : "write buyer";
}
