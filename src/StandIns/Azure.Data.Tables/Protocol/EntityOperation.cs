using Azure.Core;
using Azure.Data.Tables.Queries;
using Azure.Data.Tables.Serialization;

namespace Azure.Data.Tables.Protocol;

/// <summary>One write of one entity, as a request of its own or as a part of a transaction.</summary>
internal sealed record EntityOperation(RequestMethod Method, string Path, string? IfMatch, ReadOnlyMemory<byte>? Body)
{
    public static EntityOperation Insert(string table, ITableEntity entity)
    {
        Check(entity);
        return new EntityOperation(RequestMethod.Post, table, null, EntityWriter.Write(entity));
    }

    /// <summary>Without an ETag it is an upsert.</summary>
    public static EntityOperation Put(string table, ITableEntity entity, TableUpdateMode mode, ETag ifMatch)
    {
        Check(entity);
        var method = mode switch
        {
            TableUpdateMode.Merge => RequestMethod.Patch,
            TableUpdateMode.Replace => RequestMethod.Put,
            _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}", nameof(mode)),
        };
        return new EntityOperation(
            method,
            PathOf(table, entity.PartitionKey, entity.RowKey),
            ifMatch == default ? null : ifMatch.ToString(),
            EntityWriter.Write(entity));
    }

    public static EntityOperation Delete(string table, string partitionKey, string rowKey, ETag ifMatch) =>
        new(RequestMethod.Delete, PathOf(table, partitionKey, rowKey), (ifMatch == default ? ETag.All : ifMatch).ToString(), null);

    public static EntityOperation From(string table, TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.Add => Insert(table, action.Entity),
        TableTransactionActionType.UpdateMerge => Put(table, action.Entity, TableUpdateMode.Merge, action.ETag),
        TableTransactionActionType.UpdateReplace => Put(table, action.Entity, TableUpdateMode.Replace, action.ETag),
        TableTransactionActionType.UpsertMerge => Put(table, action.Entity, TableUpdateMode.Merge, default),
        TableTransactionActionType.UpsertReplace => Put(table, action.Entity, TableUpdateMode.Replace, default),
        TableTransactionActionType.Delete => Delete(table, action.Entity.PartitionKey, action.Entity.RowKey, action.ETag),
        _ => throw new InvalidOperationException($"Unknown action type {action.ActionType}."),
    };

    public static string PathOf(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Encode(partitionKey)}',RowKey='{Encode(rowKey)}')";

    private static string Encode(string key) => Uri.EscapeDataString(ODataLiteral.Escape(key));

    private static void Check(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
    }
}
