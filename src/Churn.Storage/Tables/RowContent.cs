using Azure.Data.Tables;

namespace Churn.Storage.Tables;

/// <summary>What is sent of a row.</summary>
internal readonly record struct RowContent(string PartitionKey, string RowKey, KeyValuePair<string, object>[] Columns)
{
    public static RowContent Of(ITableEntity entity) => new(entity.PartitionKey, entity.RowKey, EntityColumns.Of(entity));
}
