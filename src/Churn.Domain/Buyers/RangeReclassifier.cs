using Churn.Domain.Classification;
using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>Classifies the buyers of a range again as time passes, and writes those whose labels changed.</summary>
public sealed class RangeReclassifier(IBuyerStore buyers, BuyerFinisher finisher, IShopDirectory shops, IRulebooks rulebooks)
{
    /// <summary>Rows of a bucket that wait to be written together: an entity group transaction's limit.</summary>
    private const int BatchSize = 100;

    /// <param name="range">Buckets and day.</param>
    /// <param name="seen">Told of every whole buyer, with the labels of that day.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    public async Task<RangeResult> RunAsync(RangeMessage range, Action<Buyer> seen, CancellationToken cancellationToken)
    {
        var shop = shops.Find(range.Shop)
            ?? throw new InvalidOperationException($"Shop {range.Shop} is not configured: set Shops:{range.Shop}.");
        var rulebook = await rulebooks.ForAsync(shop, cancellationToken);
        var result = default(RangeResult);
        for (var bucket = range.From; bucket <= range.To; bucket++)
        {
            var changed = new List<Buyer>(BatchSize);
            await foreach (var buyer in buyers.ScanAsync(range.Shop, Buckets.Name(bucket), cancellationToken))
            {
                result = result with { Read = result.Read + 1 };
                if (BuyerFinisher.IsUnfinished(buyer))
                {
                    await finisher.FinishAsync(buyer.Key, cancellationToken);
                    continue;
                }

                var now = Classifier.Classify(buyer.Facts, rulebook, range.AsOf);
                var current = buyer with { Class = now };
                seen(current);
                if (now.HasSameLabels(buyer.Class))
                {
                    continue;
                }

                changed.Add(current);
                if (changed.Count == BatchSize)
                {
                    result = result with { Written = result.Written + await buyers.RewriteAsync(changed, cancellationToken) };
                    changed.Clear();
                }
            }

            if (changed.Count > 0)
            {
                result = result with { Written = result.Written + await buyers.RewriteAsync(changed, cancellationToken) };
            }
        }

        return result;
    }
}
