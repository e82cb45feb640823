using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Domain.Feedback;

/// <summary>Keeps an answer with the buyer who gave it. Saying it again, or in another order, leads to the same row.</summary>
public sealed class FeedbackRecorder(IBuyerStore buyers, IBuyerIdentities identities, BuyerSettler settler, OfferPublisher offers, OfferCloser closer, TimeProvider time)
{
    /// <returns>Whether a buyer was found: an answer of somebody who never ordered, or of the erased, is dropped.</returns>
    public async Task<bool> RecordAsync(ShopId shop, FeedbackReceipt receipt, CancellationToken cancellationToken)
    {
        var answer = new FeedbackAnswer(receipt.Kind, receipt.Score, receipt.At);
        foreach (var identifier in receipt.Person)
        {
            var owner = await identities.LookUpAsync(shop, identifier, cancellationToken);
            if (owner is not { Shared: true } && !(receipt.At < owner?.ErasedBefore)
                && await KeepAsync(new BuyerKey(shop, owner?.Buyer ?? BuyerId.Of(identifier)), receipt, answer, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> KeepAsync(BuyerKey key, FeedbackReceipt receipt, FeedbackAnswer answer, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= ConflictBackoff.MaxConflicts; conflicts++)
        {
            if (await identities.FindAsync(key, cancellationToken) is not { IsEmpty: false } buyer || receipt.At < buyer.ErasedBefore)
            {
                return false;
            }

            var kept = buyer.Feedback.With(answer);
            var row = kept == buyer.Feedback ? buyer : await settler.OfferAsync(await WithdrawAsync(buyer with { Feedback = kept }, cancellationToken), cancellationToken);
            var (result, etag) = row == buyer ? new WriteReceipt(WriteResult.Written, buyer.ETag) : await buyers.CommitAsync(new BuyerChange { Buyer = row }, cancellationToken);
            if (result == WriteResult.Written)
            {
                return row.Offered.Pending.Any() || !row.Outbox.Pending.IsEmpty ? await PublishAsync(row with { ETag = etag }, cancellationToken) : true;
            }
        }

        throw new InvalidOperationException($"Buyer {key.Buyer} of shop {key.Shop}: an answer was overtaken {ConflictBackoff.MaxConflicts} times.");
    }

    // Whoever is unhappy now is sent nothing more to buy from now on.
    private async Task<Buyer> WithdrawAsync(Buyer buyer, CancellationToken cancellationToken)
    {
        var shop = settler.ShopOf(buyer.Key.Shop);
        var policy = (await settler.RulebookAsync(shop.Id, cancellationToken)).Policy.Offers;
        return await closer.WithdrawAsync(shop, buyer, policy, shop.DayOf(time.GetUtcNow()), cancellationToken);
    }

    // Whoever is unhappy now is cared for now. Said again, an answer changes nothing, but its care, and word of what was withdrawn, may still wait: the first worker may have died.
    private async Task<bool> PublishAsync(Buyer row, CancellationToken cancellationToken)
    {
        await offers.PublishAsync(row, cancellationToken);
        return true;
    }
}
