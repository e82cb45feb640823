using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Storage.Tables.Offers;

/// <summary>The counts of the last flagging run over a range of buckets. docs/tables.md says what each column means.</summary>
public sealed class OfferTallyEntity : ITableEntity
{
    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public string AsOf { get; set; } = "";

    public int Buyers { get; set; }

    public string Flagged { get; set; } = "";

    public string Nothing { get; set; } = "";

    internal static string Partition(ShopId shop) => $"{shop.Value}|runs";

    internal static OfferTallyEntity Of(ShopId shop, OfferTally tally) => new()
    {
        PartitionKey = Partition(shop),
        RowKey = tally.From.ToString("000", CultureInfo.InvariantCulture),
        AsOf = Day.Write(tally.AsOf),
        Buyers = tally.Buyers,
        Flagged = JsonSerializer.Serialize(tally.Flagged),
        Nothing = JsonSerializer.Serialize(tally.Nothing),
    };

    internal OfferTally ToTally() => new()
    {
        From = int.Parse(RowKey, CultureInfo.InvariantCulture),
        AsOf = Day.Read(AsOf),
        Buyers = Buyers,
        Flagged = Read(Flagged),
        Nothing = Read(Nothing),
    };

    private static ImmutableSortedDictionary<string, int> Read(string json) =>
        OfferTally.NoCounts.AddRange(JsonSerializer.Deserialize<Dictionary<string, int>>(json)!);
}
