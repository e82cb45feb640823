using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Shops;

namespace Churn.Domain.Accounts;

/// <summary>
/// Classifies a shop's accounts again as time passes, and writes those whose labels changed. An account that gets an order meanwhile is classified by whoever
/// folds it, and its row here is left alone. Safe to repeat: a second pass finds nothing to write.
/// </summary>
public sealed class AccountReclassifier(IAccountStore accounts, IRulebooks rulebooks)
{
    /// <summary>Rows of a bucket that are written together: an entity group transaction's limit.</summary>
    private const int BatchSize = 100;

    /// <summary>Buckets read at once.</summary>
    private const int Lanes = 8;

    /// <param name="shop">Whose.</param>
    /// <param name="asOf">The day (the shop's) to classify for.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <returns>How many rows were written. One request a bucket and a thousand accounts, and one for a hundred changed rows of a bucket.</returns>
    public async Task<int> RunAsync(Shop shop, DateOnly asOf, CancellationToken cancellationToken)
    {
        var rulebook = await rulebooks.ForAsync(shop, cancellationToken);
        var written = 0;
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, Buckets.Count, lanes, async (bucket, token) =>
        {
            var changed = await accounts.ScanAsync(shop.Id, Buckets.Name(bucket), token)
                .Select(account => (Before: account.Class, Now: account with { Class = AccountClassifier.Classify(account.Facts, rulebook, asOf) }))
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
