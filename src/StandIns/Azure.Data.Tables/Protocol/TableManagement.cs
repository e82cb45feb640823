using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Queries;

namespace Azure.Data.Tables.Protocol;

/// <summary>Creates, deletes and lists tables, for both clients.</summary>
internal static class TableManagement
{
    private const string NextTableHeader = "x-ms-continuation-NextTableName";

    public static async ValueTask<Response<TableItem>> CreateAsync(
        this TableConnection connection,
        string tableName,
        bool ifNotExists,
        bool async,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        var message = ifNotExists
            ? connection.CreateMessage(RequestMethod.Post, "Tables", 409)
            : connection.CreateMessage(RequestMethod.Post, "Tables");
        message.Request.Uri.AppendQuery("$format", TableConnection.MinimalMetadata);
        message.Request.Headers.SetValue("Prefer", TableConnection.ReturnNoContent);
        TableConnection.SetJson(message, JsonSerializer.SerializeToUtf8Bytes(new { TableName = tableName }));
        int[] accepted = ifNotExists ? [201, 204, 409] : [201, 204];
        var response = await connection.SendAsync(message, accepted, async, cancellationToken).ConfigureAwait(false);

        // A table that is being deleted answers 409 too, and is not one that exists.
        if (response.Status == 409 && new RequestFailedException(response) is { } failure && failure.ErrorCode == TableErrorCode.TableBeingDeleted)
            throw failure;
        return Response.FromValue(new TableItem(tableName), response);
    }

    public static ValueTask<Response> DeleteAsync(
        this TableConnection connection,
        string tableName,
        bool async,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tableName);
        var path = $"Tables('{Uri.EscapeDataString(ODataLiteral.Escape(tableName))}')";
        return connection.SendAsync(connection.CreateMessage(RequestMethod.Delete, path, 404), [204, 404], async, cancellationToken);
    }

    public static PageFetch<TableItem> TablePages(this TableConnection connection, string? filter) =>
        async (token, pageSize, async, cancellationToken) =>
        {
            var message = connection.CreateMessage(RequestMethod.Get, "Tables");
            message.AppendQuery(filter, pageSize, null);
            if (!string.IsNullOrEmpty(token))
                message.Request.Uri.AppendQuery("NextTableName", token);
            var response = await connection.SendAsync(message, [200], async, cancellationToken).ConfigureAwait(false);
            response.Headers.TryGetValue(NextTableHeader, out var next);
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            var names = document.RootElement.GetProperty("value").EnumerateArray().Select(table => table.GetProperty("TableName").GetString()!);
            return Page<TableItem>.FromValues([.. names.Select(name => new TableItem(name))], next, response);
        };

    public static void AppendQuery(this HttpMessage message, string? filter, int? pageSize, IEnumerable<string>? select)
    {
        var uri = message.Request.Uri;
        uri.AppendQuery("$format", TableConnection.MinimalMetadata);
        if (pageSize is { } top)
            uri.AppendQuery("$top", top.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (select is not null)
            uri.AppendQuery("$select", string.Join(',', select));
        if (filter is not null)
            uri.AppendQuery("$filter", filter);
    }
}
