using Azure.Core;
using Azure.Data.Tables.Queries;
using Azure.Data.Tables.Serialization;
using Azure.Data.Tables.Transactions;

namespace Azure.Data.Tables.Protocol;

/// <summary>Reads and writes the entities of a table.</summary>
internal static class EntityAccess
{
    public static ValueTask<Response> WriteAsync(
        this TableConnection connection,
        EntityOperation operation,
        bool async,
        CancellationToken cancellationToken) =>
        connection.SendAsync(connection.CreateMessage(operation), [201, 204], async, cancellationToken);

    /// <summary>A row that is not there is the outcome that was wanted, so its 404 is an answer.</summary>
    public static ValueTask<Response> DeleteAsync(
        this TableConnection connection,
        EntityOperation operation,
        bool async,
        CancellationToken cancellationToken) =>
        connection.SendAsync(connection.CreateMessage(operation), [204, 404], async, cancellationToken);

    public static async ValueTask<NullableResponse<T>> ReadAsync<T>(
        this TableConnection connection,
        EntityAddress address,
        IEnumerable<string>? select,
        bool ifExists,
        bool async,
        CancellationToken cancellationToken)
        where T : class, ITableEntity
    {
        var path = EntityOperation.PathOf(address.Table, address.PartitionKey, address.RowKey);
        var message = ifExists ? connection.CreateMessage(RequestMethod.Get, path, 404) : connection.CreateMessage(RequestMethod.Get, path);
        message.AppendQuery(null, null, select);
        int[] accepted = ifExists ? [200, 404] : [200];
        var response = await connection.SendAsync(message, accepted, async, cancellationToken).ConfigureAwait(false);
        if (response.Status == 404)
            return new MissingEntityResponse<T>(response);
        return Response.FromValue(EntityReader.ReadEntity<T>(response), response);
    }

    public static PageFetch<T> EntityPages<T>(this TableConnection connection, string table, string? filter, IEnumerable<string>? select)
        where T : class, ITableEntity =>
        async (token, pageSize, async, cancellationToken) =>
        {
            var message = connection.CreateMessage(RequestMethod.Get, $"{table}()");
            message.AppendQuery(filter, pageSize, select);
            var (partition, row) = ContinuationToken.Split(token);
            if (partition is not null)
                message.Request.Uri.AppendQuery("NextPartitionKey", partition);
            if (row is not null)
                message.Request.Uri.AppendQuery("NextRowKey", row);
            var response = await connection.SendAsync(message, [200], async, cancellationToken).ConfigureAwait(false);
            return Page<T>.FromValues(EntityReader.ReadPage<T>(response), ContinuationToken.From(response), response);
        };

    public static async ValueTask<Response<IReadOnlyList<Response>>> TransactAsync(
        this TableConnection connection,
        string table,
        IEnumerable<TableTransactionAction> actions,
        bool async,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actions);
        EntityOperation[] operations = [.. actions.Select(action => EntityOperation.From(table, action))];
        if (operations.Length == 0)
            throw new InvalidOperationException("A transaction must have at least one action.");
        var batch = new BatchWriter(connection.Root, operations);
        var message = connection.CreateMessage(RequestMethod.Post, "$batch");
        message.Request.Headers.SetValue(HttpHeader.Names.Accept, "application/json");
        message.Request.Headers.SetValue(HttpHeader.Names.ContentType, batch.ContentType);
        message.Request.Content = RequestContent.Create(batch.Content);
        var response = await connection.SendAsync(message, [202], async, cancellationToken).ConfigureAwait(false);
        var parts = BatchReader.Read(response);
        if (parts.FirstOrDefault(part => part.Status >= 400) is { } failed)
            throw new TableTransactionFailedException(new RequestFailedException(failed, null, new TableErrorParser()));
        return Response.FromValue(parts, response);
    }
}
