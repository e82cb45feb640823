using Azure;
using Azure.Data.Tables;

namespace Churn.Storage.Tables;

/// <summary>Whose an identifier is.</summary>
public sealed class IdentityEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Buyer { get; set; } = "";

    public bool? Shared { get; set; }

    /// <summary>The person was erased: orders placed before this are dropped.</summary>
    public DateTimeOffset? ErasedBefore { get; set; }
}
