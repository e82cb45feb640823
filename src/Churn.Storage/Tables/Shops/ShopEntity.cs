using Azure;
using Azure.Data.Tables;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Shops;

/// <summary>What is remembered of a shop as a whole. docs/tables.md says what each column means.</summary>
public sealed class ShopEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public DateTimeOffset? ImportedAt { get; set; }

    public DateTimeOffset? UninstalledAt { get; set; }

    public DateTimeOffset? ErasedBefore { get; set; }

    internal static ShopEntity Of(ShopId shop, ShopRecord record) => new()
    {
        PartitionKey = shop.Value,
        RowKey = Keys.Shop,
        ImportedAt = record.ImportedAt?.ToUniversalTime(),
        UninstalledAt = record.UninstalledAt?.ToUniversalTime(),
        ErasedBefore = record.ErasedBefore?.ToUniversalTime(),
    };

    internal ShopRecord ToRecord() => new() { ImportedAt = ImportedAt, UninstalledAt = UninstalledAt, ErasedBefore = ErasedBefore };
}
