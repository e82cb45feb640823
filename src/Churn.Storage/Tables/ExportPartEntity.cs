using Azure;
using Azure.Data.Tables;

namespace Churn.Storage.Tables;

/// <summary>A piece of an export's text.</summary>
public sealed class ExportPartEntity : ITableEntity
{
    /// <summary>UTF-16 characters a string column holds at most: 64 KiB.</summary>
    internal const int ColumnLength = 32 * 1024;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Text { get; set; } = "";
}
