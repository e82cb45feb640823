using System.Text.Json;
using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.Storage.Tables;

namespace Churn.TestSupport.Scenarios;

/// <summary>A shop's rows as text, a line each, without what the store itself adds: two runs are the same when their dumps are.</summary>
public static class RowDump
{
    /// <param name="store">What is dumped.</param>
    /// <param name="shop">Whose rows.</param>
    /// <param name="offered">False: without what was offered, which goes by who people were taken for at the time.</param>
    /// <param name="events">True: with what waits in outboxes, which is the same only where the clock stands still.</param>
    public static async Task<string> OfAsync(IBuyerStore store, ShopId shop, bool offered = true, bool events = false)
    {
        var lines = new List<string>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            await foreach (var buyer in store.ScanAsync(shop, Buckets.Name(bucket), default))
            {
                lines.Add(Line(BuyerMapping.ToEntity(offered ? buyer : buyer with { Offered = OfferMemory.None }), events));
                await foreach (var row in store.ReadLedgerAsync(buyer.Key, default))
                {
                    lines.Add(Line(LedgerEntity.Of(buyer.Key, row.Entry, null)));
                }
            }
        }

        return string.Join(Environment.NewLine, lines.Order(StringComparer.Ordinal));
    }

    private static string Line(BuyerEntity entity, bool events)
    {
        entity.ETag = default;
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
