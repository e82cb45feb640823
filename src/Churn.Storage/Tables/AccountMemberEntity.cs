using Azure;
using Azure.Data.Tables;

namespace Churn.Storage.Tables;

/// <summary>A buyer who has ordered for a company.</summary>
public sealed class AccountMemberEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Buyer { get; set; } = "";
}
