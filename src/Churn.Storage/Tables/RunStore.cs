using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Churn.Domain.Buyers;
using Churn.Domain.Runs;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables;

/// <summary>Nightly runs in table <c>Runs</c>: a partition a shop, and one for the ranges of each run.</summary>
public sealed class RunStore(TableServiceClient service) : IRunStore
{
    /// <summary>Chunks of a transaction: 3 MB of its 4 MiB.</summary>
    private const int ChunksTogether = 50;

    private readonly TableClient _table = service.GetTableClient(TableNames.Runs);

    public Task<bool> AddAsync(Run run, CancellationToken cancellationToken) => AddAsync(RunEntity.Of(run), cancellationToken);

    public async Task<Run?> FindAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<RunEntity>(shop.Value, Day.Write(date), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value!.ToRun(shop) : null;
    }

    public async Task<WriteResult> ReplaceAsync(Run run, CancellationToken cancellationToken)
    {
        var entity = RunEntity.Of(run);
        EntityLimits.SizeOf(entity);
        try
        {
            await _table.UpdateEntityAsync(entity, new ETag(run.ETag ?? throw new InvalidOperationException("A run is replaced as it was read.")), TableUpdateMode.Replace, cancellationToken);
            return WriteResult.Written;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            return WriteResult.Conflict;
        }
    }

    public async IAsyncEnumerable<Run> ListAsync(ShopId shop, DateOnly since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {shop.Value} and RowKey ge {Day.Write(since)}");
        await foreach (var entity in _table.QueryAsync<RunEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return entity.ToRun(shop);
        }
    }

    /// <summary>
    /// Chunks stand under the hash of what they are pieces of, so that two workers on one range never mix theirs, and the row that says that the range is
    /// done is inserted after them: what it names is there. Who comes second leaves chunks that no row names, which go with the others.
    /// </summary>
    public async Task<bool> AddPartAsync(ShopId shop, DateOnly date, RunPart part, ReadOnlyMemory<byte> findings, CancellationToken cancellationToken)
    {
        var partition = Keys.Run(shop, date);
        var count = (findings.Length + RunChunkEntity.MostBytes - 1) / RunChunkEntity.MostBytes;
        var chunks = Enumerable.Range(0, count).Select(i => new RunChunkEntity
        {
            PartitionKey = partition,
            RowKey = Keys.RunChunk(part.From, part.Content, i),
            Data = findings.Slice(i * RunChunkEntity.MostBytes, Math.Min(RunChunkEntity.MostBytes, findings.Length - (i * RunChunkEntity.MostBytes))).ToArray(),
        });
        foreach (var together in chunks.Chunk(ChunksTogether))
        {
            await SubmitAsync(together.Select(chunk => new TableTransactionAction(TableTransactionActionType.UpsertReplace, chunk)), cancellationToken);
        }

        return await AddAsync(RunPartEntity.Of(partition, part), cancellationToken);
    }

    public async Task<IReadOnlyList<RunPart>> ListPartsAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Run(shop, date)} and RowKey ge {Keys.FirstRunPart} and RowKey lt {Keys.AfterRunParts}");
        var entities = await _table.QueryAsync<RunPartEntity>(filter, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        return [.. entities.Select(entity => entity.ToPart())];
    }

    public async Task<byte[]?> ReadFindingsAsync(ShopId shop, DateOnly date, RunPart part, CancellationToken cancellationToken)
    {
        var (first, after) = Keys.RunChunks(part.From, part.Content);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Run(shop, date)} and RowKey ge {first} and RowKey lt {after}");
        using var all = new MemoryStream();
        await foreach (var chunk in _table.QueryAsync<RunChunkEntity>(filter, cancellationToken: cancellationToken))
        {
            await all.WriteAsync(chunk.Data, cancellationToken);
        }

        return all.Length == 0 ? null : all.ToArray();
    }

    public Task RemoveFindingsAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken) =>
        RemoveAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Run(shop, date)} and RowKey lt {Keys.FirstRunPart}"), cancellationToken);

    /// <summary>The run's own row goes last: a pruning that crashes finds it again.</summary>
    public async Task PruneAsync(ShopId shop, DateOnly before, CancellationToken cancellationToken)
    {
        var old = TableClient.CreateQueryFilter($"PartitionKey eq {shop.Value} and RowKey lt {Day.Write(before)}");
        await foreach (var run in _table.QueryAsync<TableEntity>(old, select: [nameof(ITableEntity.RowKey)], cancellationToken: cancellationToken))
        {
            await RemoveAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Run(shop, Day.Read(run.RowKey))}"), cancellationToken);
            await _table.DeleteEntityAsync(shop.Value, run.RowKey, cancellationToken: cancellationToken);
        }
    }

    private async Task RemoveAsync(string filter, CancellationToken cancellationToken)
    {
        var keys = await _table.QueryAsync<RunChunkEntity>(filter, select: [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)], cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        foreach (var together in keys.Chunk(EntityLimits.TransactionActions))
        {
            try
            {
                await SubmitAsync(together.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, key, ETag.All)), cancellationToken);
            }
            catch (TableTransactionFailedException failure) when (failure.Status == 404)
            {
                // Another finish of the same run removes them at this moment; what it leaves, the next delivery of the message takes.
            }
        }
    }

    private async Task<bool> AddAsync(ITableEntity entity, CancellationToken cancellationToken)
    {
        EntityLimits.SizeOf(entity);
        try
        {
            await _table.AddEntityAsync(entity, cancellationToken);
            return true;
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return false;
        }
    }

    private async Task SubmitAsync(IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        var transaction = actions.ToList();
        EntityLimits.Check(transaction);
        await _table.SubmitTransactionAsync(transaction, cancellationToken);
    }
}
