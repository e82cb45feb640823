using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Shops;

namespace Churn.Domain.Policies;

/// <summary>Says whom a change of policy would move, before it is made: every buyer is classified by both policies. Writes nothing.</summary>
/// <remarks>
/// Buyers are streamed, a request a bucket and thousand of them, and nothing is held but counts. A shop of a million buyers would take longer than a
/// request may: buckets are read until there are enough buyers, and as a buyer's bucket is a hash of their id, those are a random sample of the shop's.
/// </remarks>
public sealed class PolicyDryRun(IBuyerStore buyers, IRulebooks rulebooks)
{
    /// <summary>No further bucket is begun once so many buyers were looked at: under half a minute's work.</summary>
    public const int EnoughBuyers = 100_000;

    /// <summary>Buckets read at once.</summary>
    private const int Lanes = 8;

    /// <param name="shop">Whose.</param>
    /// <param name="changed">The policy that may come into force; the model stays the same.</param>
    /// <param name="asOf">The day to classify for.</param>
    /// <param name="enough">Buyers after which no further bucket is begun.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
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

    private async Task<PolicyEffect> CountAsync(Shop shop, string bucket, Rulebook today, Rulebook then, DateOnly asOf, CancellationToken cancellationToken)
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

    // Only of VIPs is it asked.
    private static Relationship Soon(Buyer buyer, BuyerClass now, Rulebook rulebook, DateOnly soon) =>
        now.Relationship == Relationship.Vip ? Classifier.Classify(buyer.Facts, rulebook, soon).Relationship : now.Relationship;
}
