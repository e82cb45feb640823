using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Classifies the buyers of a range again as time passes, and writes those whose labels changed.</summary>
public sealed class RangeReclassifier(
    IBuyerStore buyers, IShopDirectory shops, IRulebooks rulebooks, OutboxPublisher outbox, FinishedRuns runs, IMessageQueues queues, TimeProvider time)
{
    /// <param name="range">Buckets and day.</param>
    /// <param name="seen">Told of every whole buyer, with the labels of that day.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    public async Task<RangeResult> RunAsync(RangeMessage range, Action<Buyer> seen, CancellationToken cancellationToken)
    {
        var shop = shops.Find(range.Shop)
            ?? throw new InvalidOperationException($"Shop {range.Shop} is not configured: set Shops:{range.Shop}.");
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
            await queues.SendAsync(new OutboxMessage { Shop = range.Shop, From = range.From, To = range.To }, OutboxPublisher.FirstWait, cancellationToken);
        }

        return result;
    }

    private async ValueTask AddAsync(NightlyBatch batch, Buyer buyer, Buyer current, Shop shop, DateOnly asOf, CancellationToken cancellationToken)
    {
        var left = buyer.Outbox.Pending.IsEmpty ? [] : await runs.StillToPublishAsync(shop.Id, buyer.Outbox, cancellationToken);
        var relabelled = !current.Class.HasSameLabels(buyer.Class);
        var emptied = (relabelled ? current : buyer) with { Outbox = buyer.Outbox with { Pending = [] } };
        var now = time.GetUtcNow();
        var told = BuyerEvents.ContractEnding(
            shop, relabelled ? BuyerEvents.Classified(shop, emptied, buyer.Class, now, asOf) : emptied, asOf, now);

        // What this very run left when it crashed is only told again: clearing it would write the row for nothing.
        var stale = left.Any(event_ => event_.Run != asOf);
        if (relabelled || stale || told.Outbox.Pending.Length > 0 || left.Count > 0)
        {
            batch.Add(
                buyer with { Outbox = buyer.Outbox with { Pending = [.. left] } },
                relabelled || stale || told.Outbox.Pending.Length > 0 ? told : null);
        }
    }
}
