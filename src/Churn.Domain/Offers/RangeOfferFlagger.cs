using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Labels;
using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>Flags the offers that the buyers of a range are ready for, and closes the offers whose window has passed.</summary>
public sealed class RangeOfferFlagger(
    IBuyerStore buyers, IOfferStore offers, OfferPublisher publisher, OfferCloser closer, KeyAccountTasks accounts, IShopDirectory shops,
    IRulebooks rulebooks, OutboxPublisher outbox)
{
    /// <summary>The most rows of a bucket that are written together: the limit of an entity group transaction.</summary>
    private const int BatchSize = 100;

    public async Task<RangeResult> RunAsync(RangeMessage range, CancellationToken cancellationToken)
    {
        var shop = shops.Get(range.Shop);
        var rulebook = await rulebooks.ForAsync(shop, cancellationToken);
        var tally = new OfferTally { From = range.From, AsOf = range.AsOf };
        var added = 0;
        for (var bucket = range.From; bucket <= range.To; bucket++)
        {
            var changed = new List<Buyer>();
            await foreach (var buyer in buyers.ScanAsync(range.Shop, Buckets.Name(bucket), cancellationToken))
            {
                var closed = OfferCloser.HasDue(buyer, range.AsOf)
                    ? await closer.CloseAsync(buyer, shop, range.AsOf, cancellationToken)
                    : buyer;
                var open = await closer.WithdrawAsync(shop, closed, rulebook.Policy.Offers, range.AsOf, cancellationToken);
                var (flagged, decision) = Flag(open, shop, rulebook, range.AsOf);
                tally = tally.Add(decision, flagged.Offered);
                if (!flagged.Offered.Equals(buyer.Offered) || buyer.Offered.Pending.Any() || IsToBeTold(flagged))
                {
                    changed.Add(flagged);
                }
            }

            added += await WriteAsync(changed, cancellationToken);
        }

        if (range is { From: 0 } && rulebook.Policy.Offers.KeyAccountTasksPerDay > 0)
        {
            added += await accounts.RunAsync(shop, rulebook, range.AsOf, cancellationToken);
        }

        // Saved last, because the tally says that the range is done (OfferScheduler).
        await offers.SaveTallyAsync(range.Shop, tally, cancellationToken);
        return new RangeResult(tally.Buyers, added);
    }

    // Tasks for key accounts compete for the day's capacity, so they are given out for the whole shop at once.
    private static (Buyer Flagged, OfferDecision Decision) Flag(Buyer buyer, Shop shop, Rulebook rulebook, DateOnly asOf)
    {
        var decision = OfferDecider.Decide(buyer, Classifier.Classify(buyer.Facts, rulebook, asOf), rulebook, asOf);
        var due = decision.Due.Where(verdict => verdict.Kind != OfferKind.KeyAccountTask)
            .Select(verdict => Remember(buyer, verdict, shop, rulebook, asOf)).ToList();
        return (buyer with { Offered = due.Aggregate(buyer.Offered, (memory, offerRecord) => memory.With(offerRecord)) }, decision);
    }

    internal static OfferRecord Remember(Buyer buyer, OfferVerdict verdict, Shop shop, Rulebook rulebook, DateOnly asOf)
    {
        var terms = rulebook.Policy.Offers.Kinds[verdict.Kind];
        var drawnOut = HoldoutAssigner.IsHeldOut(shop, verdict.Kind, buyer.Key.Buyer, terms.HoldoutPercent);
        return OfferDecider.Remember(buyer, verdict, terms, drawnOut, asOf);
    }

    // Events about offers: of offers just closed or withdrawn, or left by a range that crashed before it published them.
    private static bool IsToBeTold(Buyer buyer) => buyer.Outbox.Pending.Any(event_ =>
        event_.Type is EventTypes.OfferClosed or EventTypes.OfferWithdrawn or EventTypes.OfferReady or EventTypes.TaskDue);

    private async Task<int> WriteAsync(List<Buyer> changed, CancellationToken cancellationToken)
    {
        var added = 0;
        foreach (var batch in changed.Chunk(BatchSize))
        {
            var written = await buyers.RewriteAsync(batch, cancellationToken);
            var rows = written.ToDictionary(buyer => buyer.Key);
            foreach (var buyer in batch.Where(buyer => buyer.Offered.Pending.Any()))
            {
                added += rows.TryGetValue(buyer.Key, out var row)
                    ? await publisher.PublishAsync(row, cancellationToken)
                    : await publisher.PublishAsync(buyer.Key, cancellationToken);
            }

            await outbox.PublishAsync([.. written.Where(buyer => IsToBeTold(buyer) && !buyer.Offered.Pending.Any())], cancellationToken);
        }

        return added;
    }
}
