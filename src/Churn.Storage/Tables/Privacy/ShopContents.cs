using Azure;
using Azure.Data.Tables;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Storage.Tables.Buyers;

namespace Churn.Storage.Tables.Privacy;

/// <summary>The rows of a shop's buckets, in all tables that are divided by buckets.</summary>
public sealed class ShopContents(TableServiceClient service) : IShopContents
{
    /// <summary>The most orders that are erased in one transaction; one action is left for the row that sums them up.</summary>
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

    // Null: there are no orders left. 0: another worker wrote one of the orders or the sum meanwhile, and nothing was erased.
    private async Task<int?> EraseOrdersAsync(Shop shop, string partition, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {Keys.FirstOrder} and RowKey lt {Keys.AfterOrders}");
        var page = await _buyers.QueryAsync<LedgerEntity>(filter, OrdersTogether, cancellationToken: cancellationToken)
            .Take(OrdersTogether).ToListAsync(cancellationToken);
        if (page.Count == 0)
        {
            return null;
        }

        var known = await _buyers.GetEntityIfExistsAsync<ErasedEntity>(partition, Keys.Erased, cancellationToken: cancellationToken);
        var more = ErasedTotals.Of(page.Select(row => row.ToEntry()).Where(entry => entry.IsKnown).Select(entry => entry.Effective), shop);
        var sum = known.HasValue
            ? new TableTransactionAction(
                TableTransactionActionType.UpdateReplace,
                ErasedEntity.Of(partition, known.Value!.ToTotals().Add(more), known.Value.ETag),
                known.Value.ETag)
            : new TableTransactionAction(TableTransactionActionType.Add, ErasedEntity.Of(partition, more, default));
        var deletions = page.Select(row =>
            new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), row.ETag));
        List<TableTransactionAction> transaction = [sum, .. deletions];
        return await SubmitAsync(_buyers, transaction, cancellationToken) ? page.Count : 0;
    }

    private static bool IsNoOrderAndNoSum(TableEntity row) =>
        row.RowKey != Keys.Erased && !row.RowKey.StartsWith(Keys.FirstOrder, StringComparison.Ordinal);

    /// <returns>True if nothing is left that goes; false if the rows have to be read again.</returns>
    private static async Task<bool> EraseRowsAsync(
        TableClient table, string partition, Func<TableEntity, bool> goes, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        string[] columns = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];
        var rows = await table.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellationToken)
            .Where(goes).ToListAsync(cancellationToken);
        var whole = true;
        foreach (var chunk in rows.Chunk(EntityLimits.TransactionActions))
        {
            var deletions = chunk.Select(row =>
                new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), ETag.All));
            List<TableTransactionAction> transaction = [.. deletions];
            whole &= await SubmitAsync(table, transaction, cancellationToken);
        }

        return whole;
    }

    private static async Task<bool> SubmitAsync(
        TableClient table, List<TableTransactionAction> transaction, CancellationToken cancellationToken)
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
