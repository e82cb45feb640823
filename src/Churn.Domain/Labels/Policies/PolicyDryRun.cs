using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Labels.Policies;

/// <summary>
/// Counts the buyers that a change of policy would relabel, by classifying every buyer with both policies. It writes nothing.
/// </summary>
/// <remarks>
/// Buyers are streamed, one request per bucket and thousand buyers, and only counts are kept in memory. A shop of a million buyers would
/// take longer than a request may take. So buckets are read only until there are enough buyers. A buyer's bucket is a hash of the id, which
/// makes these buyers a random sample of the shop's.
/// </remarks>
public sealed class PolicyDryRun(IBuyerStore buyers, IRulebooks rulebooks)
{
    /// <summary>Number of buyers after which no further bucket is read: less than half a minute of work.</summary>
    public const int EnoughBuyers = 100_000;

    /// <summary>Buckets read at once.</summary>
    private const int Lanes = 8;

    /// <param name="changed">The policy that may come into force. The model stays the same.</param>
    /// <param name="asOf">The day to classify for.</param>
    /// <param name="enough">Number of buyers after which no further bucket is read.</param>
    public async Task<DryRunResult> RunAsync(Shop shop, Policy changed, DateOnly asOf, int enough, CancellationToken cancellationToken)
    {
        var today = await rulebooks.ForAsync(shop, cancellationToken);
        var then = today with { Policy = changed };
        var effect = new PolicyEffect();
        var read = 0;
        while (read < Buckets.Count && (read == 0 || effect.Buyers < enough))
        {
            var parts = await Task.WhenAll(Enumerable.Range(read, Math.Min(Lanes, Buckets.Count - read))
                .Select(bucket => CountAsync(shop, Buckets.Name(bucket), today, then, asOf, cancellationToken)));
            foreach (var part in parts)
            {
                effect.Merge(part);
            }

            read += parts.Length;
        }

        return new DryRunResult(asOf, read, effect);
    }

    private async Task<PolicyEffect> CountAsync(
        Shop shop, string bucket, Rulebook today, Rulebook then, DateOnly asOf, CancellationToken cancellationToken)
    {
        var (effect, soon) = (new PolicyEffect(), asOf.AddDays(PolicyEffect.NearDays));
        await foreach (var buyer in buyers.ScanAsync(shop.Id, bucket, cancellationToken))
        {
            if (buyer.Facts.PurchaseDays == 0)
            {
                continue;
            }

            var (now, changed) = (Classifier.Classify(buyer.Facts, today, asOf), Classifier.Classify(buyer.Facts, then, asOf));
            effect.Add(now, changed, Soon(buyer, now, today, soon), Soon(buyer, changed, then, soon));
        }

        return effect;
    }

    // Only VIPs are classified again, because only their number is counted.
    private static Relationship Soon(Buyer buyer, BuyerClass now, Rulebook rulebook, DateOnly soon) =>
        now.Relationship == Relationship.Vip ? Classifier.Classify(buyer.Facts, rulebook, soon).Relationship : now.Relationship;
}

/// <summary>What a change of policy would do.</summary>
/// <param name="AsOf">The day for which both policies were evaluated.</param>
/// <param name="Buckets">
/// Number of buckets read, of 256. A buyer's bucket is a hash, so the buyers of some buckets are a random sample of the shop's buyers.
/// </param>
/// <param name="Effect">The counts over the buckets read.</param>
public sealed record DryRunResult(DateOnly AsOf, int Buckets, PolicyEffect Effect);
