#nullable disable

namespace Azure.Data.Tables;

/// <summary>What every row has. Own types implement it; <see cref="TableEntity"/> does for rows without one.</summary>
public interface ITableEntity
{
    string PartitionKey { get; set; }

    string RowKey { get; set; }

    DateTimeOffset? Timestamp { get; set; }

    ETag ETag { get; set; }
}
