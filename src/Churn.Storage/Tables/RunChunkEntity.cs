using Azure;
using Azure.Data.Tables;

namespace Churn.Storage.Tables;

/// <summary>A piece of what a range found, until its run has finished.</summary>
public sealed class RunChunkEntity : ITableEntity
{
    /// <summary>Under a column's 64 KiB.</summary>
    internal const int MostBytes = 60_000;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public byte[] Data { get; set; } = [];
}
