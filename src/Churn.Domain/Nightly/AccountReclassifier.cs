using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Shops;

namespace Churn.Domain.Nightly;

/// <summary>
/// Classifies a shop's accounts again as time passes and writes those with changed labels. An account that gets an order meanwhile is
/// classified by the worker that folds the order, and this run leaves its row alone. Safe to repeat: a second pass writes nothing.
/// </summary>
public sealed class AccountReclassifier(IAccountStore accounts, IRulebooks rulebooks)
{
    /// <summary>Rows of a bucket that are written together: the limit of an entity group transaction.</summary>
    private const int BatchSize = 100;

    /// <summary>Buckets read at once.</summary>
    private const int Lanes = 8;

    /// <summary>
    /// Reclassifies all accounts. Costs one request per bucket and thousand accounts, and one per hundred changed rows of a bucket.
    /// </summary>
    /// <param name="asOf">The day (the shop's) to classify for.</param>
    /// <returns>How many rows were written.</returns>
    public async Task<int> RunAsync(Shop shop, DateOnly asOf, CancellationToken cancellationToken)
    {
        var rulebook = await rulebooks.ForAsync(shop, cancellationToken);
        var written = 0;
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, Buckets.Count, lanes, async (bucket, token) =>
        {
            var changed = await accounts.ScanAsync(shop.Id, Buckets.Name(bucket), token)
                .Select(account => (
                    Before: account.Class,
                    Now: account with { Class = AccountClassifier.Classify(account.Facts, rulebook, asOf) }))
                .Where(pair => !pair.Now.Class.HasSameLabels(pair.Before))
                .Select(pair => pair.Now)
                .ToListAsync(token);
            foreach (var batch in changed.Chunk(BatchSize))
            {
                Interlocked.Add(ref written, await accounts.RewriteAsync(batch, token));
            }
        });
        return written;
    }
}
