using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Buyers;

/// <summary>Buyers and their ledgers in table <c>Buyers</c>.</summary>
public class BuyerStore(TableServiceClient service) : IBuyerStore
{
    /// <summary>The number of point reads at once, when the sum of erased orders is read of every bucket.</summary>
    private const int SumReads = 32;

    private readonly TableClient _table = service.GetTableClient(TableNames.Buyers);

    public async Task<Buyer?> GetAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<BuyerEntity>(
            Keys.Partition(key), Keys.Buyer(key.Buyer), cancellationToken: cancellationToken);
        return found.HasValue ? BuyerMapping.ToBuyer(key.Shop, found.Value!) : null;
    }

    public async Task<LedgerEntry?> GetOrderAsync(BuyerKey partition, string orderId, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<LedgerEntity>(
            Keys.Partition(partition), Keys.Order(partition.Buyer, orderId), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.ToEntry() : null;
    }

    public async IAsyncEnumerable<LedgerEntry> ReadLedgerAsync(
        BuyerKey partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (first, after) = Keys.Ledger(partition.Buyer);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Keys.Partition(partition)} and RowKey ge {first} and RowKey lt {after}");
        await foreach (var entity in _table.QueryAsync<LedgerEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return entity.ToEntry();
        }
    }

    public async Task<WriteReceipt> CommitAsync(BuyerTransaction change, CancellationToken cancellationToken)
    {
        var transaction = Actions(change).ToList();
        if (change.Erased is { } erased)
        {
            transaction.Add(await AddErasedAsync(Keys.Partition(change.Key), erased, cancellationToken));
        }

        var (failed, etags) = await SubmitAsync(transaction, cancellationToken);
        return failed is null ? new WriteReceipt(WriteResult.Written, etags[0]) : new WriteReceipt(WriteResult.Conflict, null);
    }

    public async Task RemoveOrderAsync(BuyerKey partition, string orderId, ErasedTotals? erased, CancellationToken cancellationToken)
    {
        var entity = new TableEntity(Keys.Partition(partition), Keys.Order(partition.Buyer, orderId));
        for (var tries = 0; tries <= ConflictBackoff.MaxConflicts; tries++)
        {
            var transaction = new List<TableTransactionAction> { new(TableTransactionActionType.Delete, entity, ETag.All) };
            if (erased is not null)
            {
                transaction.Add(await AddErasedAsync(entity.PartitionKey, erased, cancellationToken));
            }

            var (failed, _) = await SubmitAsync(transaction, cancellationToken);
            if (failed is null or 0)
            {
                return; // The order is gone: removed here, or by another worker.
            }
        }

        throw new InvalidOperationException(
            $"Order {orderId} of shop {partition.Shop}: "
            + $"the sum of erased orders was changed by others {ConflictBackoff.MaxConflicts} times in a row.");
    }

    public async Task<int?> WriteTogetherAsync(IReadOnlyList<BuyerTransaction> changes, CancellationToken cancellationToken)
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

    public IAsyncEnumerable<Buyer> ScanAsync(ShopId shop, string bucket, CancellationToken cancellationToken) =>
        ScanAsync(shop, bucket, entity => entity is { MergedInto: null, Retired: null, Orders: > 0 }, cancellationToken);

    public IAsyncEnumerable<Buyer> ScanEventsAsync(ShopId shop, string bucket, CancellationToken cancellationToken) =>
        ScanAsync(shop, bucket, entity => entity.Events is not null, cancellationToken)
            .Where(buyer => buyer.Outbox.Pending.Length > 0);

    private async IAsyncEnumerable<Buyer> ScanAsync(
        ShopId shop, string bucket, Func<BuyerEntity, bool> isWanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = Keys.Partition(shop, bucket);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {Keys.FirstBuyer} and RowKey lt {Keys.AfterBuyers}");
        await foreach (var entity in _table.QueryAsync<BuyerEntity>(filter, cancellationToken: cancellationToken))
        {
            if (isWanted(entity))
            {
                yield return BuyerMapping.ToBuyer(shop, entity);
            }
        }
    }

    public async IAsyncEnumerable<(BuyerId Partition, LedgerEntry Entry)> ScanLedgersAsync(
        ShopId shop, string bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = Keys.Partition(shop, bucket);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {Keys.FirstOrder} and RowKey lt {Keys.AfterOrders}");
        await foreach (var entity in _table.QueryAsync<LedgerEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return (Keys.BuyerOfOrder(entity.RowKey), entity.ToEntry());
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
        var reading = new ParallelOptions { MaxDegreeOfParallelism = SumReads, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, Buckets.Count, reading, async (bucket, token) =>
        {
            var row = await _table.GetEntityIfExistsAsync<ErasedEntity>(
                Keys.Partition(shop, Buckets.Name(bucket)), Keys.Erased, cancellationToken: token);
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

    // The ETag of the buyer's row guards the whole ledger, so entries replace whatever entry is there.
    private static IEnumerable<TableTransactionAction> Actions(BuyerTransaction change)
    {
        yield return Guarded(BuyerMapping.ToEntity(change.Buyer), change.Buyer.ETag);
        foreach (var entry in change.Orders)
        {
            yield return new TableTransactionAction(TableTransactionActionType.UpsertReplace, LedgerEntity.Of(change.Key, entry));
        }

        foreach (var orderId in change.Removals)
        {
            var entity = new TableEntity(Keys.Partition(change.Key), Keys.Order(change.Key.Buyer, orderId));
            yield return new TableTransactionAction(TableTransactionActionType.Delete, entity, ETag.All);
        }
    }

    private static TableTransactionAction Guarded(ITableEntity entity, string? etag) => etag is null
        ? new TableTransactionAction(TableTransactionActionType.Add, entity)
        : new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, new ETag(etag));

    /// <summary>
    /// Returns the new ETags if all was written. Otherwise returns the index of the action that met a conflict, and nothing was written.
    /// </summary>
    private async Task<(int? Failed, IReadOnlyList<string?> ETags)> SubmitAsync(
        List<TableTransactionAction> transaction, CancellationToken cancellationToken)
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
