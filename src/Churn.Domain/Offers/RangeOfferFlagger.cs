using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>Flags the buyers of a range who are ready for an offer.</summary>
public sealed class RangeOfferFlagger(IBuyerStore buyers, IOfferStore offers, IShopDirectory shops, IRulebooks rulebooks)
{
    /// <summary>
    /// The offer is written before the buyer's row remembers it: a crash between the two adds the offer again, which its key turns into nothing,
    /// and the row learns of it then.
    /// </summary>
    public async Task<RangeResult> RunAsync(RangeMessage range, CancellationToken cancellationToken)
    {
        var shop = shops.Find(range.Shop)
            ?? throw new InvalidOperationException($"Shop {range.Shop} is not configured: set Shops:{range.Shop}.");
        var rulebook = await rulebooks.ForAsync(shop, cancellationToken);
        var result = default(RangeResult);
        for (var bucket = range.From; bucket <= range.To; bucket++)
        {
            var flagged = new List<Buyer>();
            await foreach (var buyer in buyers.ScanAsync(range.Shop, Buckets.Name(bucket), cancellationToken))
            {
                result = result with { Read = result.Read + 1 };
                if (buyer.Arriving.Count > 0 || buyer.Splitting || buyer.Unfolded)
                {
                    continue; // Half merged or half split: tomorrow the whole buyer is judged.
                }

                var current = buyer with { Class = Classifier.Classify(buyer.Facts, rulebook, range.AsOf) };
                var due = OfferRules.Decide(current, range.AsOf).Where(offer => !buyer.OfferEpisodes.Contains(offer.EpisodeKey)).ToList();
                if (due.Count == 0)
                {
                    continue;
                }

                foreach (var offer in due)
                {
                    result = result with { Written = result.Written + (await offers.AddAsync(offer, cancellationToken) ? 1 : 0) };
                }

                flagged.Add(buyer with { OfferEpisodes = buyer.OfferEpisodes.Union(due.Select(offer => offer.EpisodeKey)) });
            }

            foreach (var batch in flagged.Chunk(100))
            {
                await buyers.RewriteAsync(batch, cancellationToken);
            }
        }

        return result;
    }
}
