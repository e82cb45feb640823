using Azure;
using Azure.Data.Tables;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables;

/// <summary>All rows of a shop's buckets in the tables that are divided by them.</summary>
public sealed class ShopContents(TableServiceClient service) : IShopContents
{
    /// <summary>Orders erased together, with the row that adds them up.</summary>
    private const int OrdersTogether = EntityLimits.TransactionActions - 1;

    private readonly TableClient _buyers = service.GetTableClient(TableNames.Buyers);
    private readonly TableClient[] _others = [service.GetTableClient(TableNames.Identities), service.GetTableClient(TableNames.Accounts)];

    public async Task<int> EraseBucketAsync(Shop shop, string bucket, CancellationToken cancellationToken)
    {
        var partition = Keys.Partition(shop.Id, bucket);
        var orders = 0;
        while (await EraseOrdersAsync(shop, partition, cancellationToken) is { } erased)
        {
            orders += erased;
        }

        while (!await EraseRowsAsync(_buyers, partition, IsNoOrderAndNoSum, cancellationToken))
        {
        }

        foreach (var table in _others)
        {
            while (!await EraseRowsAsync(table, partition, _ => true, cancellationToken))
            {
            }
        }

        return orders;
    }

    // Null: there are none. 0: somebody wrote one of them or the sum meanwhile, and nothing was erased.
    private async Task<int?> EraseOrdersAsync(Shop shop, string partition, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {Keys.FirstOrder} and RowKey lt {Keys.AfterOrders}");
        var page = await _buyers.QueryAsync<LedgerEntity>(filter, OrdersTogether, cancellationToken: cancellationToken).Take(OrdersTogether).ToListAsync(cancellationToken);
        if (page.Count == 0)
        {
            return null;
        }

        var known = await _buyers.GetEntityIfExistsAsync<ErasedEntity>(partition, Keys.Erased, cancellationToken: cancellationToken);
        var more = ErasedTotals.Of(page.Select(row => row.ToEntry()).Where(entry => entry.IsKnown).Select(entry => entry.Effective), shop);
        List<TableTransactionAction> transaction =
        [
            known.HasValue
                ? new(TableTransactionActionType.UpdateReplace, ErasedEntity.Of(partition, known.Value!.ToTotals().Add(more), known.Value.ETag), known.Value.ETag)
                : new(TableTransactionActionType.Add, ErasedEntity.Of(partition, more, default)),
            .. page.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), row.ETag)),
        ];
        return await SubmitAsync(_buyers, transaction, cancellationToken) ? page.Count : 0;
    }

    private static bool IsNoOrderAndNoSum(TableEntity row) =>
        row.RowKey != Keys.Erased && !row.RowKey.StartsWith(Keys.FirstOrder, StringComparison.Ordinal);

    /// <returns>Whether nothing is left that goes; false: look again.</returns>
    private static async Task<bool> EraseRowsAsync(TableClient table, string partition, Func<TableEntity, bool> goes, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        var rows = await table.QueryAsync<TableEntity>(filter, select: [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)], cancellationToken: cancellationToken)
            .Where(goes).ToListAsync(cancellationToken);
        var whole = true;
        foreach (var chunk in rows.Chunk(EntityLimits.TransactionActions))
        {
            List<TableTransactionAction> transaction =
                [.. chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), ETag.All))];
            whole &= await SubmitAsync(table, transaction, cancellationToken);
        }

        return whole;
    }

    private static async Task<bool> SubmitAsync(TableClient table, List<TableTransactionAction> transaction, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(transaction, cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException failure) when (failure.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
