using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables;

/// <summary>Buyers, ledgers and the order index in table <c>Buyers</c>.</summary>
public sealed class BuyerStore(TableServiceClient service) : IBuyerStore
{
    /// <summary>Point reads under way at once when an order's buyer is looked up in every bucket.</summary>
    private const int IndexReads = 32;

    /// <summary>Partitions under way at once when the whole index is read.</summary>
    private const int IndexScans = 8;

    private readonly TableClient _table = service.GetTableClient(TableNames.Buyers);

    public async Task<BuyerRow> GetAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<BuyerEntity>(Keys.Partition(key), Keys.Buyer(key.Buyer), cancellationToken: cancellationToken);
        return !found.HasValue ? BuyerRow.Missing
            : found.Value!.MergedInto is { } into ? new BuyerRow(null, new BuyerAlias(key, new BuyerId(into), found.Value.ETag.ToString()))
            : new BuyerRow(BuyerMapping.ToBuyer(key.Shop, found.Value), null);
    }

    public async Task<LedgerRow?> GetOrderAsync(BuyerKey key, string orderId, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<LedgerEntity>(Keys.Partition(key), Keys.Order(key.Buyer, orderId), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.ToRow() : null;
    }

    public async IAsyncEnumerable<LedgerRow> ReadLedgerAsync(BuyerKey key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (first, after) = Keys.Ledger(key.Buyer);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Partition(key)} and RowKey ge {first} and RowKey lt {after}");
        await foreach (var entity in _table.QueryAsync<LedgerEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return entity.ToRow();
        }
    }

    public async Task<IReadOnlyList<BuyerKey>> FindOrderAsync(ShopId shop, string orderId, CancellationToken cancellationToken)
    {
        var row = Keys.OrderIndex(orderId);
        var found = new ConcurrentBag<BuyerKey>();
        var reading = new ParallelOptions { MaxDegreeOfParallelism = IndexReads, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, Buckets.Count, reading, async (bucket, token) =>
        {
            var index = await _table.GetEntityIfExistsAsync<OrderIndexEntity>(Keys.Partition(shop, Buckets.Name(bucket)), row, cancellationToken: token);
            if (index.HasValue)
            {
                found.Add(new BuyerKey(shop, new BuyerId(index.Value!.Buyer)));
            }
        });
        return [.. found.OrderBy(key => key.Buyer)];
    }

    public async Task<WriteReceipt> CommitAsync(BuyerChange change, CancellationToken cancellationToken)
    {
        var transaction = Actions(change).ToList();
        if (change.Erased is { } erased)
        {
            transaction.Add(await AddErasedAsync(Keys.Partition(change.Key), erased, cancellationToken));
        }

        var (failed, etags) = await SubmitAsync(transaction, cancellationToken);
        return failed is not { } at ? new WriteReceipt(WriteResult.Written, etags[0])
            : new WriteReceipt(change.NewToBucket && transaction[at].Entity is OrderIndexEntity ? WriteResult.HeldElsewhere : WriteResult.Conflict, null);
    }

    public async Task<int?> WriteTogetherAsync(IReadOnlyList<BuyerChange> changes, CancellationToken cancellationToken)
    {
        var transaction = new List<TableTransactionAction>();
        var ends = new List<int>(changes.Count);
        foreach (var change in changes)
        {
            transaction.AddRange(Actions(change));
            ends.Add(transaction.Count);
        }

        return (await SubmitAsync(transaction, cancellationToken)).Failed is { } failed ? ends.FindIndex(end => failed < end) : null;
    }

    public async Task<IReadOnlyList<(string OrderId, BuyerId Buyer)>> FindOrdersAsync(
        ShopId shop, IReadOnlySet<string> orderIds, CancellationToken cancellationToken)
    {
        var rows = orderIds.ToDictionary(Keys.OrderIndex, StringComparer.Ordinal);
        var (first, last) = (rows.Keys.Min(StringComparer.Ordinal), rows.Keys.Max(StringComparer.Ordinal));
        var found = new ConcurrentBag<(string, BuyerId)>();
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = IndexScans, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, Buckets.Count, lanes, async (bucket, token) =>
        {
            var partition = Keys.Partition(shop, Buckets.Name(bucket));
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey le {last}");
            await foreach (var entity in _table.QueryAsync<OrderIndexEntity>(filter, cancellationToken: token))
            {
                if (rows.TryGetValue(entity.RowKey, out var orderId))
                {
                    found.Add((orderId, new BuyerId(entity.Buyer)));
                }
            }
        });
        return [.. found];
    }

    public async IAsyncEnumerable<Buyer> ScanAsync(ShopId shop, string bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = Keys.Partition(shop, bucket);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {Keys.FirstBuyer} and RowKey lt {Keys.AfterBuyers}");
        await foreach (var entity in _table.QueryAsync<BuyerEntity>(filter, cancellationToken: cancellationToken))
        {
            if (entity.MergedInto is null && BuyerMapping.ToBuyer(shop, entity) is { IsNobody: false } buyer)
            {
                yield return buyer;
            }
        }
    }

    public async IAsyncEnumerable<(BuyerId Buyer, LedgerRow Row)> ScanLedgersAsync(
        ShopId shop, string bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = Keys.Partition(shop, bucket);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {Keys.FirstOrder} and RowKey lt {Keys.AfterOrders}");
        await foreach (var entity in _table.QueryAsync<LedgerEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return (Keys.BuyerOfOrder(entity.RowKey), entity.ToRow());
        }
    }

    public async Task<IReadOnlyList<Buyer>> RewriteAsync(IReadOnlyList<Buyer> buyers, CancellationToken cancellationToken)
    {
        var transaction = buyers.Select(buyer => Guarded(BuyerMapping.ToEntity(buyer), buyer.ETag)).ToList();
        var rest = buyers.ToList();
        while (transaction.Count > 0)
        {
            var (failed, etags) = await SubmitAsync(transaction, cancellationToken);
            if (failed is not { } at)
            {
                return [.. rest.Select((buyer, i) => buyer with { ETag = etags[i] })];
            }

            transaction.RemoveAt(at);
            rest.RemoveAt(at);
        }

        return [];
    }

    public async Task<ErasedTotals> ReadErasedAsync(ShopId shop, CancellationToken cancellationToken)
    {
        var found = new ConcurrentBag<ErasedTotals>();
        var reading = new ParallelOptions { MaxDegreeOfParallelism = IndexReads, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, Buckets.Count, reading, async (bucket, token) =>
        {
            var row = await _table.GetEntityIfExistsAsync<ErasedEntity>(Keys.Partition(shop, Buckets.Name(bucket)), Keys.Erased, cancellationToken: token);
            if (row.HasValue)
            {
                found.Add(row.Value!.ToTotals());
            }
        });
        return found.Aggregate(ErasedTotals.None, (sum, totals) => sum.Add(totals));
    }

    private async Task<TableTransactionAction> AddErasedAsync(string partition, ErasedTotals more, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<ErasedEntity>(partition, Keys.Erased, cancellationToken: cancellationToken);
        return row.HasValue
            ? Guarded(ErasedEntity.Of(partition, row.Value!.ToTotals().Add(more), row.Value.ETag), row.Value.ETag.ToString())
            : Guarded(ErasedEntity.Of(partition, more, default), null);
    }

    private static IEnumerable<TableTransactionAction> Actions(BuyerChange change)
    {
        yield return change.Buyer is { } buyer ? Guarded(BuyerMapping.ToEntity(buyer), buyer.ETag) : Guarded(BuyerMapping.ToEntity(change.Alias!), change.Alias!.ETag);
        foreach (var order in change.Orders)
        {
            yield return Guarded(LedgerEntity.Of(change.Key, order.Entry, order.ETag), order.ETag);
            if (order.ETag is null)
            {
                yield return new TableTransactionAction(change.NewToBucket ? TableTransactionActionType.Add : TableTransactionActionType.UpsertReplace, OrderIndexEntity.Of(change.Key, order.Entry.Order.Id));
            }
        }

        foreach (var removal in change.Removals)
        {
            yield return new TableTransactionAction(TableTransactionActionType.Delete, LedgerEntity.Of(change.Key, removal.Entry, removal.ETag), new ETag(removal.ETag));
            // Moved within one partition, the index row already tells of the new owner.
            if (change.MovedTo is not { } there || Keys.Partition(there) != Keys.Partition(change.Key))
            {
                yield return new TableTransactionAction(TableTransactionActionType.Delete, OrderIndexEntity.Of(change.Key, removal.Entry.Order.Id), ETag.All);
            }
        }
    }

    private static TableTransactionAction Guarded(ITableEntity entity, string? etag) => etag is null
        ? new TableTransactionAction(TableTransactionActionType.Add, entity)
        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, new ETag(etag));

    /// <summary>The new ETags when all of it was written; else the index of the action that met a conflict, and nothing was written.</summary>
    private async Task<(int? Failed, IReadOnlyList<string?> ETags)> SubmitAsync(List<TableTransactionAction> transaction, CancellationToken cancellationToken)
    {
        EntityLimits.Check(transaction);
        try
        {
            var written = await _table.SubmitTransactionAsync(transaction, cancellationToken);
            return (null, [.. written.Value.Select(action => action.Headers.ETag?.ToString())]);
        }
        catch (TableTransactionFailedException failure) when (failure.Status is 404 or 409 or 412)
        {
            return (failure.FailedTransactionActionIndex ?? 0, []);
        }
    }
}
