using Azure;
using Azure.Data.Tables;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Privacy;

/// <summary>The header of an export. Its text stands in <see cref="ExportPartEntity"/> rows.</summary>
public sealed class ExportEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string ExportId { get; set; } = "";

    public string Person { get; set; } = "";

    public DateTimeOffset MadeOn { get; set; }

    public DateTimeOffset ExpiresOn { get; set; }

    public int? Parts { get; set; }

    internal static ExportEntity Of(ExportHeader header, int? parts) => new()
    {
        PartitionKey = header.Shop.Value,
        RowKey = Keys.Export(header.Id),
        ExportId = header.Id,
        Person = string.Join(' ', header.Person),
        MadeOn = header.MadeOn.ToUniversalTime(),
        ExpiresOn = header.ExpiresOn.ToUniversalTime(),
        Parts = parts,
    };

    internal ExportHeader ToHeader(ShopId shop) => new()
    {
        Shop = shop,
        Id = ExportId,
        Person = [.. Person.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Read)],
        MadeOn = MadeOn,
        ExpiresOn = ExpiresOn,
    };

    private static Identifier Read(string text) => Identifier.TryParse(text, out var identifier)
        ? identifier
        : throw new FormatException("An export names something that is not an identifier.");
}

/// <summary>A piece of an export's text.</summary>
public sealed class ExportPartEntity : ITableEntity
{
    /// <summary>The most UTF-16 characters that a string column holds: 64 KiB.</summary>
    internal const int ColumnLength = 32 * 1024;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string Text { get; set; } = "";
}
