using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Labels;
using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Nightly;

/// <summary>Classifies the buyers of a range of buckets again as time passes, and writes those with changed labels.</summary>
public sealed class RangeReclassifier(
    IBuyerStore buyers,
    IShopDirectory shops,
    IRulebooks rulebooks,
    OutboxPublisher outbox,
    IFinishedRuns runs,
    IMessageQueues queues,
    TimeProvider time)
{
    /// <param name="range">The buckets and the day.</param>
    /// <param name="seen">Called with every buyer of the range, with the labels of that day.</param>
    public async Task<RangeResult> RunAsync(RangeMessage range, Action<Buyer> seen, CancellationToken cancellationToken)
    {
        var shop = shops.Get(range.Shop);
        var rulebook = await rulebooks.ForAsync(shop, cancellationToken);
        var (result, batch) = (default(RangeResult), new NightlyBatch(buyers, outbox, shop.Id));
        for (var bucket = range.From; bucket <= range.To; bucket++)
        {
            await foreach (var buyer in buyers.ScanAsync(range.Shop, Buckets.Name(bucket), cancellationToken))
            {
                result = result with { Read = result.Read + 1 };
                var current = buyer with { Class = Classifier.Classify(buyer.Facts, rulebook, range.AsOf) };
                seen(current);
                await AddAsync(batch, buyer, current, shop, range.AsOf, cancellationToken);
                result = result with { Written = result.Written + (batch.IsFull ? await batch.FlushAsync(cancellationToken) : 0) };
            }

            result = result with { Written = result.Written + await batch.FlushAsync(cancellationToken) };
        }

        if (batch.HasLeft)
        {
            var message = new OutboxMessage { Shop = range.Shop, From = range.From, To = range.To };
            await queues.SendAsync(message, OutboxPublisher.FirstWait, cancellationToken);
        }

        return result;
    }

    private async ValueTask AddAsync(
        NightlyBatch batch, Buyer buyer, Buyer current, Shop shop, DateOnly asOf, CancellationToken cancellationToken)
    {
        var left = buyer.Outbox.Pending.IsEmpty ? [] : await runs.StillToPublishAsync(shop.Id, buyer.Outbox, cancellationToken);
        var relabelled = !current.Class.HasSameLabels(buyer.Class);
        var emptied = (relabelled ? current : buyer) with { Outbox = buyer.Outbox with { Pending = [] } };
        var now = time.GetUtcNow();
        var told = BuyerEvents.ContractEnding(
            shop, relabelled ? BuyerEvents.Classified(shop, emptied, buyer.Class, now, asOf) : emptied, asOf, now);

        // Events that this same run left when it crashed are only published again. Clearing them would cost a needless write of the row.
        var stale = left.Any(event_ => event_.Run != asOf);
        if (relabelled || stale || told.Outbox.Pending.Length > 0 || left.Count > 0)
        {
            batch.Add(
                buyer with { Outbox = buyer.Outbox with { Pending = [.. left] } },
                relabelled || stale || told.Outbox.Pending.Length > 0 ? told : null);
        }
    }
}
