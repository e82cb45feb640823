using System.Text.Json;
using System.Text.RegularExpressions;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;
using Churn.Storage.Tables.Buyers;

namespace Churn.Testing.Scenarios;

/// <summary>
/// Writes a shop's rows as text, one per line, without what the store itself adds. Two runs left the same rows if their dumps are equal.
/// </summary>
public static partial class RowDump
{
    /// <param name="offered">Whether to include the offers. They depend on which identifiers counted as one person at the time.</param>
    /// <param name="marks">
    /// Whether to include what depends on the time at which an identifier was marked: how often it was led to a new buyer, the bucket, and
    /// the times of evidence that names one identifier alone.
    /// </param>
    /// <param name="events">Whether to include what waits in outboxes. It is equal only if the clock stands still.</param>
    public static async Task<string> OfAsync(IBuyerStore store, ShopId shop, bool offered = true, bool marks = true, bool events = false)
    {
        var lines = new List<string>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            await foreach (var buyer in store.ScanAsync(shop, Buckets.Name(bucket), default))
            {
                lines.Add(Line(BuyerMapping.ToEntity(offered ? buyer : buyer with { Offered = OfferHistory.None }), events));
                foreach (var entry in (await store.GatherAsync(buyer.Partitions, default)).Values)
                {
                    lines.Add(Line(LedgerEntity.Of(buyer.Key, entry with { Moved = false })));
                }
            }
        }

        return string.Join(Environment.NewLine, (marks ? lines : lines.Select(Unmarked)).Order(StringComparer.Ordinal));
    }

    private static string Unmarked(string line) => Alone().Replace(Bucket().Replace(Number().Replace(line, ""), ""), "$1");

    [GeneratedRegex("(?<=[a-z][0-9a-f]{32})-[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex(@"(\\u0022i\\u0022:\[[0-9]+\],)\\u0022f\\u0022:[0-9]+,\\u0022l\\u0022:[0-9]+")]
    private static partial Regex Alone();

    [GeneratedRegex(@"\|[0-9a-f]{2}(?=[ ""])")]
    private static partial Regex Bucket();

    private static string Line(BuyerEntity entity, bool events)
    {
        entity.ETag = default;
        entity.Ledgers = null; // Which partitions hold the orders depends on the sequence of the merges.
        if (!events)
        {
            (entity.EventNumber, entity.Events) = (0, null); // Every run has other event times, and publishes at other moments.
        }

        return $"{entity.PartitionKey} {entity.RowKey} {JsonSerializer.Serialize(entity)}";
    }

    private static string Line(LedgerEntity entity)
    {
        entity.ETag = default;
        return $"{entity.PartitionKey} {entity.RowKey} {JsonSerializer.Serialize(entity)}";
    }
}
