using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Churn.Domain.Buyers;
using Churn.Domain.Nightly;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Nightly;

/// <summary>Nightly runs in table <c>Runs</c>: one partition for each shop, and one for the ranges of each run.</summary>
public sealed class RunStore(TableServiceClient service) : IRunStore
{
    /// <summary>The chunks that are written in one transaction: 3 MB of its 4 MiB.</summary>
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
        var etag = new ETag(
            run.ETag ?? throw new InvalidOperationException("A run must be read before it can be replaced: it has no ETag."));
        try
        {
            await _table.UpdateEntityAsync(entity, etag, TableUpdateMode.Replace, cancellationToken);
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
    /// The key of a chunk contains the hash of the findings that it is a piece of, so two workers on one range never mix their chunks. The
    /// row that says that the range is done is inserted after the chunks, so the chunks that it names exist. A second worker leaves chunks
    /// that no row names, and they are removed with the others.
    /// </summary>
    public async Task<bool> AddPartAsync(
        ShopId shop, DateOnly date, RunPart part, ReadOnlyMemory<byte> findings, CancellationToken cancellationToken)
    {
        var partition = Keys.Run(shop, date);
        var count = (findings.Length + RunChunkEntity.MostBytes - 1) / RunChunkEntity.MostBytes;
        var chunks = Enumerable.Range(0, count).Select(i => i * RunChunkEntity.MostBytes).Select((start, i) => new RunChunkEntity
        {
            PartitionKey = partition,
            RowKey = Keys.RunChunk(part.From, part.Content, i),
            Data = findings.Slice(start, Math.Min(RunChunkEntity.MostBytes, findings.Length - start)).ToArray(),
        });
        foreach (var together in chunks.Chunk(ChunksTogether))
        {
            var upserts = together.Select(chunk => new TableTransactionAction(TableTransactionActionType.UpsertReplace, chunk));
            await SubmitAsync(upserts, cancellationToken);
        }

        return await AddAsync(RunPartEntity.Of(partition, part), cancellationToken);
    }

    public async Task<IReadOnlyList<RunPart>> ListPartsAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken)
    {
        var partition = Keys.Run(shop, date);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {Keys.FirstRunPart} and RowKey lt {Keys.AfterRunParts}");
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

    public Task RemoveFindingsAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Run(shop, date)} and RowKey lt {Keys.FirstRunPart}");
        return RemoveAsync(filter, cancellationToken);
    }

    /// <summary>The run's own row is removed last, so that a pruning that follows a crash finds the run again.</summary>
    public async Task PruneAsync(ShopId shop, DateOnly before, CancellationToken cancellationToken)
    {
        var old = TableClient.CreateQueryFilter($"PartitionKey eq {shop.Value} and RowKey lt {Day.Write(before)}");
        var runs = _table.QueryAsync<TableEntity>(old, select: [nameof(ITableEntity.RowKey)], cancellationToken: cancellationToken);
        await foreach (var run in runs)
        {
            await RemoveAsync(TableClient.CreateQueryFilter($"PartitionKey eq {Keys.Run(shop, Day.Read(run.RowKey))}"), cancellationToken);
            await _table.DeleteEntityAsync(shop.Value, run.RowKey, cancellationToken: cancellationToken);
        }
    }

    private async Task RemoveAsync(string filter, CancellationToken cancellationToken)
    {
        string[] columns = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];
        var keys = await _table.QueryAsync<RunChunkEntity>(filter, select: columns, cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        foreach (var together in keys.Chunk(EntityLimits.TransactionActions))
        {
            try
            {
                var deletions = together.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, key, ETag.All));
                await SubmitAsync(deletions, cancellationToken);
            }
            catch (TableTransactionFailedException failure) when (failure.Status == 404)
            {
                // Another finish of the same run removes them at this moment. If it leaves some, the next delivery of the message removes
                // them.
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
