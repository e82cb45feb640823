using Azure;
using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;

namespace Churn.Storage.Tables.Buyers;

/// <summary>One order in a buyer's ledger.</summary>
public sealed class LedgerEntity : ITableEntity
{
    /// <summary>The most UTF-16 characters that a string column holds: 64 KiB.</summary>
    private const int ColumnLength = 32 * 1024;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string OrderId { get; set; } = "";

    public long Version { get; set; }

    public DateTimeOffset PlacedAt { get; set; }

    public string Entry { get; set; } = "";

    public bool? Moved { get; set; }

    /// <summary>The part of the entry that does not fit into the first column.</summary>
    public string? EntryRest { get; set; }

    internal static LedgerEntity Of(BuyerKey key, LedgerEntry entry)
    {
        var json = OrderJson.Write(entry);
        return new LedgerEntity
        {
            PartitionKey = Keys.Partition(key),
            RowKey = Keys.Order(key.Buyer, entry.Order.Id),
            Moved = entry.Moved ? true : null,
            OrderId = entry.Order.Id,
            Version = entry.Order.Version,
            PlacedAt = entry.Order.PlacedAt.ToUniversalTime(),
            Entry = json.Length <= ColumnLength ? json : json[..ColumnLength],
            EntryRest = json.Length <= ColumnLength ? null : json[ColumnLength..],
        };
    }

    internal LedgerEntry ToEntry() => OrderJson.ReadEntry(Entry + EntryRest) with { Moved = Moved == true };
}
