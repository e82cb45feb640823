using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>
/// Gives out the day's tasks for key accounts, highest value at risk first. All buyers of the shop are read, one request a bucket and a thousand: only
/// shops that have such tasks pay for it, and wholesalers have few buyers.
/// </summary>
public sealed class KeyAccountTasks(IBuyerStore buyers, OfferPublisher publisher)
{
    /// <summary>Tasks of the day that are already given out count, so that a run that is repeated gives out no more. Returns how many were added.</summary>
    public async Task<int> RunAsync(Shop shop, Rulebook rulebook, DateOnly asOf, CancellationToken cancellationToken)
    {
        var given = 0;
        var candidates = new List<(Buyer Buyer, OfferVerdict Verdict, long ValueAtRisk)>();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            await foreach (var buyer in buyers.ScanAsync(shop.Id, Buckets.Name(bucket), cancellationToken))
            {
                given += buyer.Offered.Memos.Count(memo => memo.Kind == OfferKind.KeyAccountTask && memo.FlaggedOn == asOf && !memo.HeldOut);
                var labels = Classifier.Classify(buyer.Facts, rulebook, asOf);
                var verdict = OfferDecider.Decide(buyer, labels, rulebook, asOf).Due.FirstOrDefault(due => due.Kind == OfferKind.KeyAccountTask);
                if (verdict is not null && !BuyerFinisher.IsUnfinished(buyer))
                {
                    candidates.Add((buyer, verdict, ValueAtRisk.Of(buyer.Facts, labels, asOf)));
                }
            }
        }

        return await GiveOutAsync(candidates, rulebook.Policy.Offers.KeyAccountTasksPerDay - given, shop, rulebook, asOf, cancellationToken);
    }

    // The held out take nobody's time; they are drawn from those who would have been served, or the arms would differ in value.
    private async Task<int> GiveOutAsync(
        List<(Buyer Buyer, OfferVerdict Verdict, long ValueAtRisk)> candidates, int left, Shop shop, Rulebook rulebook, DateOnly asOf, CancellationToken cancellationToken)
    {
        var added = 0;
        foreach (var (buyer, verdict, _) in candidates.OrderByDescending(candidate => candidate.ValueAtRisk).ThenBy(candidate => candidate.Buyer.Key.Buyer))
        {
            if (left <= 0)
            {
                break;
            }

            var memo = RangeOfferFlagger.Remember(buyer, verdict, shop, rulebook, asOf);
            left -= memo.HeldOut ? 0 : 1;
            await buyers.RewriteAsync([buyer with { Offered = buyer.Offered.With(memo) }], cancellationToken);
            added += await publisher.PublishAsync(buyer.Key, cancellationToken);
        }

        return added;
    }
}
