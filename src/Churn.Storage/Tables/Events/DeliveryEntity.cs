using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Churn.Domain.Events;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Events;

/// <summary>An event that an endpoint has not taken yet. docs/tables.md says what each column means.</summary>
public sealed class DeliveryEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Body { get; set; } = "";

    public static DeliveryEntity Of(WaitingDelivery delivery) => new()
    {
        PartitionKey = Keys.Endpoint(delivery.Shop, delivery.Endpoint),
        RowKey = Keys.Delivery(delivery.Subject, delivery.Number, delivery.EventId),
        Body = delivery.Body,
    };

    public WaitingDelivery ToDelivery(ShopId shop, string endpoint)
    {
        var parts = RowKey.Split(':');
        return new WaitingDelivery(shop, endpoint, parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2], Body);
    }
}
