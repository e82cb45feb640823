using Azure;
using Azure.Data.Tables;
using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Identity;

/// <summary>The buyer that an identifier or an order belongs to. docs/tables.md says what each column means.</summary>
public sealed class IdentityEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string? Buyer { get; set; }

    public long? Version { get; set; }

    public string? CameFrom { get; set; }

    public bool? Shared { get; set; }

    public DateTimeOffset? ErasedBefore { get; set; }

    internal static IdentityEntity Of(IdentityRow row) => new()
    {
        PartitionKey = Keys.Partition(row.Shop, row.Name),
        RowKey = Keys.Identity(row.Name),
        Buyer = row.Buyer?.Value,
        Version = row.Version == 0 ? null : row.Version,
        CameFrom = row.CameFrom.Count == 0 ? null : string.Join(' ', row.CameFrom),
        Shared = row.Shared ? true : null,
        ErasedBefore = row.ErasedBefore?.ToUniversalTime(),
    };

    internal IdentityRow ToRow(ShopId shop, IdentityName name) => new()
    {
        Shop = shop,
        Name = name,
        Buyer = Buyer is { Length: > 0 } buyer ? new BuyerId(buyer) : null,
        Version = Version ?? 0,
        CameFrom = [.. (CameFrom ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => new BuyerId(id))],
        Shared = Shared == true,
        ErasedBefore = ErasedBefore,
        ETag = ETag.ToString(),
    };
}
