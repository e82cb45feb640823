using Azure;
using Azure.Data.Tables;
using Churn.Domain.Buyers;

namespace Churn.Storage.Tables;

/// <summary>Whose ledger holds an order: 256 point reads find the buyer of an order id alone, which only rare messages ask for.</summary>
public sealed class OrderIndexEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Buyer { get; set; } = "";

    internal static OrderIndexEntity Of(BuyerKey key, string orderId) => new()
    {
        PartitionKey = Keys.Partition(key),
        RowKey = Keys.OrderIndex(orderId),
        Buyer = key.Buyer.Value,
    };
}
