using Azure;
using Azure.Data.Tables;

namespace Churn.Storage.Tests.StandIns.Tables;

/// <summary>A row type that shows its keys only as an <see cref="ITableEntity"/>.</summary>
public sealed class HiddenKeysEntity : ITableEntity
{
    public string? Text { get; set; }

    string ITableEntity.PartitionKey { get; set; } = "hidden";

    string ITableEntity.RowKey { get; set; } = "keys";

    DateTimeOffset? ITableEntity.Timestamp { get; set; }

    ETag ITableEntity.ETag { get; set; }
}
