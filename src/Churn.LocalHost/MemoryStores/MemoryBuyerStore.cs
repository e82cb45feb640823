using System.Globalization;
using System.Runtime.CompilerServices;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.LocalHost.MemoryStores;

/// <summary>Buyers and ledgers in memory, with the real store's conflicts: the same contract tests run on both.</summary>
public sealed class MemoryBuyerStore : IBuyerStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (BuyerKey Key, Buyer? Buyer, BuyerId? MergedInto, string ETag)> _buyers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (string Entry, string ETag)> _ledger = new(StringComparer.Ordinal);
    private readonly Dictionary<ShopId, ErasedTotals> _erased = [];
    private long _etag;

    public Task<BuyerRow> GetAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(!_buyers.TryGetValue(RowOf(key), out var row) ? BuyerRow.Missing
                : row.MergedInto is { } into ? new BuyerRow(null, new BuyerAlias(key, into, row.ETag))
                : new BuyerRow(row.Buyer! with { ETag = row.ETag }, null));
        }
    }

    public Task<LedgerRow?> GetOrderAsync(BuyerKey key, string orderId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_ledger.TryGetValue(RowOf(key, orderId), out var row) ? new LedgerRow(OrderJson.ReadEntry(row.Entry), row.ETag) : null);
        }
    }

    public async IAsyncEnumerable<LedgerRow> ReadLedgerAsync(BuyerKey key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<LedgerRow> rows;
        lock (_gate)
        {
            var prefix = RowOf(key, "");
            rows = [.. _ledger.Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(row => new LedgerRow(OrderJson.ReadEntry(row.Value.Entry), row.Value.ETag))];
        }

        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }

        await Task.CompletedTask;
    }

    public Task<IReadOnlyList<BuyerKey>> FindOrderAsync(ShopId shop, string orderId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<BuyerKey>>([.. _buyers.Values
                .Where(row => row.Key.Shop == shop && _ledger.ContainsKey(RowOf(row.Key, orderId))).Select(row => row.Key).OrderBy(key => key.Buyer)]);
        }
    }

    public Task<WriteReceipt> CommitAsync(BuyerChange change, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (Conflicts(change))
            {
                return Task.FromResult(new WriteReceipt(WriteResult.Conflict, null));
            }

            if (change.NewToBucket && change.Orders.Any(order => order.ETag is null && IsInBucket(change.Key, order.Entry.Order.Id)))
            {
                return Task.FromResult(new WriteReceipt(WriteResult.HeldElsewhere, null));
            }

            Apply(change);
            return Task.FromResult(new WriteReceipt(WriteResult.Written, _buyers[RowOf(change.Key)].ETag));
        }
    }

    public Task<ErasedTotals> ReadErasedAsync(ShopId shop, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_erased.GetValueOrDefault(shop, ErasedTotals.None));
        }
    }

    public Task<int?> WriteTogetherAsync(IReadOnlyList<BuyerChange> changes, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var failed = changes.ToList().FindIndex(Conflicts);
            if (failed < 0)
            {
                changes.ToList().ForEach(Apply);
            }

            return Task.FromResult<int?>(failed < 0 ? null : failed);
        }
    }

    public Task<IReadOnlyList<(string OrderId, BuyerId Buyer)>> FindOrdersAsync(ShopId shop, IReadOnlySet<string> orderIds, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<(string, BuyerId)>>([.. _ledger.Keys.Select(key => key.Split('|', 4))
                .Where(key => key[0] == shop.Value && orderIds.Contains(key[3])).Select(key => (key[3], new BuyerId(key[2])))]);
        }
    }

    public async IAsyncEnumerable<Buyer> ScanAsync(ShopId shop, string bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<Buyer> buyers;
        lock (_gate)
        {
            var prefix = $"{shop}|{bucket}|";
            buyers = [.. _buyers.Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal) && row.Value.Buyer is { IsNobody: false })
                .Select(row => row.Value.Buyer! with { ETag = row.Value.ETag })];
        }

        foreach (var buyer in buyers)
        {
            yield return buyer;
        }

        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<(BuyerId Buyer, LedgerRow Row)> ScanLedgersAsync(
        ShopId shop, string bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<(BuyerId, LedgerRow)> rows;
        lock (_gate)
        {
            var prefix = $"{shop}|{bucket}|";
            rows = [.. _ledger.Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(row => (new BuyerId(row.Key.Split('|')[2]), new LedgerRow(OrderJson.ReadEntry(row.Value.Entry), row.Value.ETag)))];
        }

        foreach (var row in rows)
        {
            yield return row;
        }

        await Task.CompletedTask;
    }

    public Task<IReadOnlyList<Buyer>> RewriteAsync(IReadOnlyList<Buyer> buyers, CancellationToken cancellationToken)
    {
        var written = new List<Buyer>();
        lock (_gate)
        {
            foreach (var buyer in buyers)
            {
                if (_buyers.TryGetValue(RowOf(buyer.Key), out var row) && row.ETag == buyer.ETag)
                {
                    var etag = NextETag();
                    _buyers[RowOf(buyer.Key)] = (buyer.Key, buyer, null, etag);
                    written.Add(buyer with { ETag = etag });
                }
            }
        }

        return Task.FromResult<IReadOnlyList<Buyer>>(written);
    }

    /// <summary>Erases all rows of a bucket, and says how many orders there were.</summary>
    public int EraseBucket(Shop shop, string bucket)
    {
        lock (_gate)
        {
            var prefix = $"{shop.Id}|{bucket}|";
            var orders = _ledger.Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal)).ToList();
            var totals = ErasedTotals.Of(orders.Select(row => OrderJson.ReadEntry(row.Value.Entry).Effective), shop);
            _erased[shop.Id] = _erased.GetValueOrDefault(shop.Id, ErasedTotals.None).Add(totals);
            orders.ForEach(row => _ledger.Remove(row.Key));
            _buyers.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToList().ForEach(key => _buyers.Remove(key));
            return orders.Count;
        }
    }

    private bool Conflicts(BuyerChange change)
    {
        var guardETag = _buyers.TryGetValue(RowOf(change.Key), out var row) ? row.ETag : null;
        return guardETag != (change.Buyer?.ETag ?? change.Alias?.ETag)
            || change.Orders.Any(order => ETagOf(change.Key, order.Entry) != order.ETag)
            || change.Removals.Any(removal => ETagOf(change.Key, removal.Entry) != removal.ETag);
    }

    private bool IsInBucket(BuyerKey key, string orderId) =>
        _ledger.Keys.Any(row => row.StartsWith($"{key.Shop}|{key.Bucket}|", StringComparison.Ordinal) && row.Split('|', 4)[3] == orderId);

    private void Apply(BuyerChange change)
    {
        _buyers[RowOf(change.Key)] = (change.Key, change.Buyer, change.Alias?.MergedInto, NextETag());
        foreach (var order in change.Orders)
        {
            _ledger[RowOf(change.Key, order.Entry.Order.Id)] = (OrderJson.Write(order.Entry), NextETag());
        }

        foreach (var removal in change.Removals)
        {
            _ledger.Remove(RowOf(change.Key, removal.Entry.Order.Id));
        }

        if (change.Erased is { } erased)
        {
            _erased[change.Key.Shop] = _erased.GetValueOrDefault(change.Key.Shop, ErasedTotals.None).Add(erased);
        }
    }

    private string? ETagOf(BuyerKey key, LedgerEntry entry) => _ledger.TryGetValue(RowOf(key, entry.Order.Id), out var row) ? row.ETag : null;

    private static string RowOf(BuyerKey key) => $"{key.Shop}|{key.Bucket}|{key.Buyer}";

    private static string RowOf(BuyerKey key, string orderId) => $"{RowOf(key)}|{orderId}";

    private string NextETag() => (++_etag).ToString(CultureInfo.InvariantCulture);
}
