using Churn.Domain.Messages;

namespace Churn.Domain.Buyers;

/// <summary>Finishes merges and splits that a crash left half done and that no order has met since.</summary>
public sealed class BuyerFinisher(BuyerMerger merger, BuyerSplitter splitter, BuyerSettler settler)
{
    /// <summary>The buyer that now stands for the key, whole: nothing arriving, nothing leaving, and the facts folded.</summary>
    public async Task<LocatedBuyer> FinishAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        for (var steps = 0; steps <= OrderRecorder.MaxConflicts; steps++)
        {
            // Who is arriving is let in before anybody is parted: a split sees all of them.
            var located = await merger.FinishAsync(key, cancellationToken);
            if (located.Buyer is { Splitting: true })
            {
                await splitter.FinishAsync(located.Key, cancellationToken);
            }
            else if (located.Buyer is { Unfolded: true })
            {
                await settler.SettleAsync(located.Key, (row, _) => row, cancellationToken);
            }
            else
            {
                return located;
            }
        }

        throw new InvalidOperationException($"Buyer {key.Buyer} of shop {key.Shop}: what is under way there was overtaken {OrderRecorder.MaxConflicts} times.");
    }

    /// <summary>Unites two of whom it was seen that they are one, if they still are: only who has ordered under the same identifier is the same person.</summary>
    public async Task UniteAsync(BuyersSame same, CancellationToken cancellationToken)
    {
        var first = await FinishAsync(new BuyerKey(same.Shop, same.One), cancellationToken);
        var second = await FinishAsync(new BuyerKey(same.Shop, same.Other), cancellationToken);
        if (first.Key != second.Key && first.Buyer?.Known.Overlaps(second.Buyer?.Known ?? []) == true)
        {
            var united = await merger.UniteAsync(same.Shop, [first.Key.Buyer, second.Key.Buyer], null, cancellationToken);
            await FinishAsync(united.Key, cancellationToken);
        }
    }

    /// <summary>Whether a row says of itself that there is something to finish.</summary>
    public static bool IsUnfinished(Buyer buyer) => buyer.Arriving.Count > 0 || buyer.Splitting || buyer.Unfolded;
}
