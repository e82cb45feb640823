namespace Churn.Domain.Buyers;

/// <summary>Finishes merges and splits that a crash left half done and that no order has met since.</summary>
public sealed class BuyerFinisher(IBuyerStore buyers, BuyerMerger merger, BuyerSplitter splitter, BuyerSettler settler)
{
    /// <summary>The buyer that now stands for the key, whole: nothing arriving, nothing leaving, and the facts folded.</summary>
    public async Task<LocatedBuyer> FinishAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        var located = await buyers.FollowAsync(key, cancellationToken);
        if (located.Buyer is null || !IsUnfinished(located.Buyer))
        {
            return located;
        }

        await splitter.FinishAsync(located.Key, cancellationToken);
        located = await merger.FinishAsync(key, cancellationToken);
        if (located.Buyer is not { Unfolded: true })
        {
            return located;
        }

        await settler.SettleAsync(located.Key, (row, _) => row, cancellationToken);
        return await buyers.FollowAsync(located.Key, cancellationToken);
    }

    /// <summary>Whether a row says of itself that there is something to finish.</summary>
    public static bool IsUnfinished(Buyer buyer) => buyer.Arriving.Count > 0 || buyer.Splitting || buyer.Unfolded;
}
