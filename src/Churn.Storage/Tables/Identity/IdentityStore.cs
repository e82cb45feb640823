using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Churn.Domain.Identity;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Identity;

/// <summary>The buyers of identifiers and orders in table <c>Identities</c>.</summary>
public class IdentityStore(TableServiceClient service) : IIdentityStore
{
    private const int PartitionsAtOnce = 8;

    private readonly TableClient _table = service.GetTableClient(TableNames.Identities);

    public async Task<IdentityRow?> FindAsync(ShopId shop, IdentityName name, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<IdentityEntity>(
            Keys.Partition(shop, name), Keys.Identity(name), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.ToRow(shop, name) : null;
    }

    public async Task<IdentityRow?> InsertAsync(IdentityRow row, CancellationToken cancellationToken)
    {
        var entity = IdentityEntity.Of(row);
        EntityLimits.SizeOf(entity);
        try
        {
            var response = await _table.AddEntityAsync(entity, cancellationToken);
            return row with { ETag = response.Headers.ETag?.ToString() };
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return null;
        }
    }

    public async Task<IdentityRow?> ReplaceAsync(IdentityRow row, CancellationToken cancellationToken)
    {
        var entity = IdentityEntity.Of(row);
        EntityLimits.SizeOf(entity);
        try
        {
            var response = await _table.UpdateEntityAsync(entity, new ETag(row.ETag!), TableUpdateMode.Replace, cancellationToken);
            return row with { ETag = response.Headers.ETag?.ToString() };
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            return null;
        }
    }

    public async Task<IReadOnlyDictionary<IdentityName, IdentityRow>> FindAllAsync(
        ShopId shop, IReadOnlyCollection<IdentityName> names, CancellationToken cancellationToken)
    {
        var rows = new ConcurrentDictionary<IdentityName, IdentityRow>();
        var partitions = names.Distinct().GroupBy(name => Keys.Partition(shop, name));
        await Parallel.ForEachAsync(partitions, Lanes(cancellationToken), async (partition, token) =>
        {
            var wanted = partition.ToDictionary(Keys.Identity, StringComparer.Ordinal);
            var (first, last) = (wanted.Keys.Min(StringComparer.Ordinal), wanted.Keys.Max(StringComparer.Ordinal));
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition.Key} and RowKey ge {first} and RowKey le {last}");
            await foreach (var entity in _table.QueryAsync<IdentityEntity>(filter, cancellationToken: token))
            {
                if (wanted.TryGetValue(entity.RowKey, out var name))
                {
                    rows[name] = entity.ToRow(shop, name);
                }
            }
        });
        return rows;
    }

    public async Task<IReadOnlyDictionary<IdentityName, IdentityRow>> InsertAllAsync(
        IReadOnlyCollection<IdentityRow> rows, CancellationToken cancellationToken)
    {
        var inserted = new ConcurrentDictionary<IdentityName, IdentityRow>();
        var partitions = rows.GroupBy(row => Keys.Partition(row.Shop, row.Name));
        await Parallel.ForEachAsync(partitions, Lanes(cancellationToken), async (partition, token) =>
        {
            foreach (var chunk in partition.Chunk(EntityLimits.TransactionActions))
            {
                await InsertChunkAsync(chunk, inserted, token);
            }
        });
        return inserted;
    }

    private async Task InsertChunkAsync(
        IdentityRow[] chunk, ConcurrentDictionary<IdentityName, IdentityRow> inserted, CancellationToken cancellationToken)
    {
        try
        {
            var response = await _table.SubmitTransactionAsync(
                chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Add, IdentityEntity.Of(row))), cancellationToken);
            for (var at = 0; at < chunk.Length; at++)
            {
                inserted[chunk[at].Name] = chunk[at] with { ETag = response.Value[at].Headers.ETag?.ToString() };
            }
        }
        catch (TableTransactionFailedException failure) when (failure.Status == 409)
        {
            // Another worker has inserted a row of the chunk meanwhile, so each row is tried by itself.
            foreach (var row in chunk)
            {
                if (await InsertAsync(row, cancellationToken) is { } made)
                {
                    inserted[row.Name] = made;
                }
            }
        }
    }

    private static ParallelOptions Lanes(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancellationToken };
}
