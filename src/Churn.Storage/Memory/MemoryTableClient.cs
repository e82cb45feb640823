using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Churn.Storage.Tables;

namespace Churn.Storage.Memory;

/// <summary>
/// A client of a table in this process. It answers as Azure does, and refuses what Azure refuses. Calls that no store makes fail.
/// </summary>
internal sealed class MemoryTableClient(string name, MemoryTable table)
    : TableClient(MemoryAccount.Tables, name, MemoryAccount.TableCredential, MemoryAccount.TableOptions)
{
    private const int Ok = 200;
    private const int Accepted = 202;
    private const int NoContent = 204;
    private const int NotFound = 404;
    private const int Conflict = 409;

    public override Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) => MemoryCall.RunAsync(
        () => Response.FromValue(new TableItem(Name), new MemoryResponse(table.TryCreate() ? NoContent : Conflict)),
        cancellationToken);

    public override Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        MemoryCall.RunAsync<Response>(() => new MemoryResponse(table.TryDelete() ? NoContent : NotFound), cancellationToken);

    public override Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
        MemoryCall.RunAsync(
            () => table.Find(partitionKey, rowKey, out var row) is { } refusal ? throw refusal.ToException() : Found<T>(row!, select),
            cancellationToken);

    // The real client takes every 404 to mean a missing row, also the 404 of a missing table.
    public override Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
        MemoryCall.RunAsync<NullableResponse<T>>(
            () => table.Find(partitionKey, rowKey, out var row) is null ? Found<T>(row!, select) : new NoRow<T>(), cancellationToken);

    public override AsyncPageable<T> QueryAsync<T>(
        string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default) =>
        new MemoryPages<T>(table, filter, maxPerPage, select, cancellationToken);

    public override Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) =>
        WriteAsync(TableTransactionActionType.Add, entity, default, cancellationToken);

    public override Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
    {
        var kind = mode == TableUpdateMode.Merge ? TableTransactionActionType.UpsertMerge : TableTransactionActionType.UpsertReplace;
        return WriteAsync(kind, entity, default, cancellationToken);
    }

    public override Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
    {
        var kind = mode == TableUpdateMode.Merge ? TableTransactionActionType.UpdateMerge : TableTransactionActionType.UpdateReplace;
        return WriteAsync(kind, entity, ifMatch, cancellationToken);
    }

    // The real client treats a missing row as deleted.
    public override Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        var guard = ifMatch == default ? ETag.All : ifMatch;
        var write = new MemoryWrite(TableTransactionActionType.Delete, new RowContent(partitionKey, rowKey, []), guard);
        return MemoryCall.RunAsync<Response>(
            () => table.Write([write], out _, out _) switch
            {
                null => new MemoryResponse(NoContent),
                { Status: NotFound } => new MemoryResponse(NotFound),
                var refusal => throw refusal.ToException(),
            },
            cancellationToken);
    }

    public override Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default) =>
        MemoryCall.RunAsync(() => Submit([.. transactionActions.Select(MemoryWrite.Of)]), cancellationToken);

    private static Response<T> Found<T>(MemoryRow row, IEnumerable<string>? select)
        where T : class, ITableEntity
    {
        var entity = MemoryEntity.Read<T>(row, select?.ToHashSet(StringComparer.Ordinal));
        return Response.FromValue(entity, new MemoryResponse(Ok, row.ETag));
    }

    private Response<IReadOnlyList<Response>> Submit(MemoryWrite[] writes)
    {
        if (writes.Length == 0)
        {
            throw new InvalidOperationException("A transaction has at least one action.");
        }

        if (EntityLimits.FindFault([.. writes.Select(write => write.Content)]) is var (action, fault))
        {
            throw MemoryRefusal.Of(fault).ToTransactionException(action);
        }

        return table.Write(writes, out var etags, out var failed) is { } refusal
            ? throw refusal.ToTransactionException(failed)
            : Response.FromValue<IReadOnlyList<Response>>(
                [.. etags.Select(etag => new MemoryResponse(NoContent, etag))], new MemoryResponse(Accepted));
    }

    private Task<Response> WriteAsync(
        TableTransactionActionType kind, ITableEntity entity, ETag guard, CancellationToken cancellationToken) =>
        MemoryCall.RunAsync<Response>(
            () =>
            {
                var write = new MemoryWrite(kind, RowContent.Of(entity), guard);
                if (EntityLimits.FindFault(write.Content, out _) is { } fault)
                {
                    throw MemoryRefusal.Of(fault).ToException();
                }

                return table.Write([write], out var etags, out _) is { } refusal
                    ? throw refusal.ToException()
                    : new MemoryResponse(NoContent, etags[0]);
            },
            cancellationToken);
}
