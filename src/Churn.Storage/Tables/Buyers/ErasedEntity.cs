using System.Collections.Immutable;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Churn.Domain.Orders;

namespace Churn.Storage.Tables.Buyers;

/// <summary>What erasures took out of one bucket. It names no buyer. docs/tables.md says what each column means.</summary>
public sealed class ErasedEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Orders { get; set; }

    public int Purchases { get; set; }

    public long NetValue { get; set; }

    public string Months { get; set; } = "";

    internal static ErasedEntity Of(string partition, ErasedTotals totals, ETag etag) => new()
    {
        PartitionKey = partition,
        RowKey = Keys.Erased,
        ETag = etag,
        Orders = totals.Total.Orders,
        Purchases = totals.Total.Purchases,
        NetValue = totals.Total.NetValue,
        Months = JsonSerializer.Serialize(totals.Months),
    };

    internal ErasedTotals ToTotals() => ErasedTotals.None.Add(new ErasedTotals
    {
        Months = JsonSerializer.Deserialize<ImmutableSortedDictionary<string, ErasedMonth>>(Months)!,
    });
}
