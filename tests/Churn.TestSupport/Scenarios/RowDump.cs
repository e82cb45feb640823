using System.Text.Json;
using System.Text.RegularExpressions;
using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Storage.Tables;

namespace Churn.TestSupport.Scenarios;

/// <summary>A shop's rows as text, a line each, without what the store itself adds: two runs are the same when their dumps are.</summary>
public static partial class RowDump
{
    /// <param name="store">What is dumped.</param>
    /// <param name="shop">Whose rows.</param>
    /// <param name="offered">False: without what was offered, which goes by who people were taken for at the time.</param>
    /// <param name="marks">
    /// False: without what goes by when an identifier was marked: how often it was led anew, the bucket, and the times of evidence that names one identifier alone.
    /// </param>
    /// <param name="events">True: with what waits in outboxes, which is the same only where the clock stands still.</param>
    public static async Task<string> OfAsync(IBuyerStore store, ShopId shop, bool offered = true, bool marks = true, bool events = false)
    {
        var lines = new List<string>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            await foreach (var buyer in store.ScanAsync(shop, Buckets.Name(bucket), default))
            {
                lines.Add(Line(BuyerMapping.ToEntity(offered ? buyer : buyer with { Offered = OfferMemory.None }), events));
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
        entity.Ledgers = null; // In which partitions the orders lie depends on who was merged when.
        if (!events)
        {
            (entity.EventNumber, entity.Events) = (0, null); // When something happened is another in every run, and whether it was told too.
        }

        return $"{entity.PartitionKey} {entity.RowKey} {JsonSerializer.Serialize(entity)}";
    }

    private static string Line(LedgerEntity entity)
    {
        entity.ETag = default;
        return $"{entity.PartitionKey} {entity.RowKey} {JsonSerializer.Serialize(entity)}";
    }
}
