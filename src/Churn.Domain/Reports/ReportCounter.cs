using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Shops;

namespace Churn.Domain.Reports;

/// <summary>Counts a shop's buyers outside of a nightly run, for a report that cannot wait for the night.</summary>
public sealed class ReportCounter(IBuyerStore buyers, IRulebooks rulebooks)
{
    /// <summary>The buckets that are read at once.</summary>
    private const int Lanes = 8;

    /// <summary>The counts of a day. One request for each bucket and 1,000 buyers.</summary>
    public async Task<ReportTally> CountAsync(Shop shop, DateOnly asOf, CancellationToken cancellationToken)
    {
        var rulebook = await rulebooks.ForAsync(shop, cancellationToken);
        var tally = new ReportTally(asOf);
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, Buckets.Count, lanes, async (bucket, token) =>
        {
            var part = new ReportTally(asOf);
            await foreach (var buyer in buyers.ScanAsync(shop.Id, Buckets.Name(bucket), token))
            {
                part.Add(ReportBuyer.Of(buyer, Classifier.Classify(buyer.Facts, rulebook, asOf)));
            }

            lock (tally)
            {
                tally.Merge(part);
            }
        });
        return tally;
    }
}
