using Azure;
using Azure.Data.Tables;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Labels;

/// <summary>One version of the changes that a shop made to its policy. docs/tables.md says what each column means.</summary>
public sealed class PolicyEntity : ITableEntity
{
    /// <summary>The most UTF-16 characters that a string column holds: 64 KiB.</summary>
    private const int ColumnLength = 32 * 1024;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Number { get; set; }

    public DateTimeOffset InForceFrom { get; set; }

    public string Defaults { get; set; } = "";

    public string Overrides { get; set; } = "";

    /// <summary>The part of the overrides that does not fit into the first column.</summary>
    public string? OverridesRest { get; set; }

    internal static PolicyEntity Of(ShopId shop, PolicyVersion version)
    {
        var json = PolicyJson.Write(version.Overrides);
        return new PolicyEntity
        {
            PartitionKey = shop.Value,
            RowKey = Keys.Policy(version.Number),
            Number = version.Number,
            InForceFrom = version.From.ToUniversalTime(),
            Defaults = version.Overrides.Model?.ToString() ?? "",
            Overrides = json.Length <= ColumnLength ? json : json[..ColumnLength],
            OverridesRest = json.Length <= ColumnLength ? null : json[ColumnLength..],
        };
    }

    internal PolicyVersion ToVersion() => new(Number, InForceFrom, PolicyJson.Read(Overrides + OverridesRest).Overrides);
}
