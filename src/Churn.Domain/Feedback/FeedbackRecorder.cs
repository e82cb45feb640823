using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;

namespace Churn.Domain.Feedback;

/// <summary>Keeps an answer with the buyer who gave it. Saying it again, or in another order, leads to the same row.</summary>
public sealed class FeedbackRecorder(IBuyerStore buyers, IIdentityStore identities)
{
    /// <returns>Whether a buyer was found: an answer of somebody who never ordered, or of the erased, is dropped.</returns>
    public async Task<bool> RecordAsync(ShopId shop, FeedbackReceipt receipt, CancellationToken cancellationToken)
    {
        var answer = new FeedbackAnswer(receipt.Kind, receipt.Score, receipt.At);
        foreach (var identifier in receipt.Person)
        {
            var owner = await identities.FindAsync(shop, identifier, cancellationToken);
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
        for (var conflicts = 0; conflicts <= OrderRecorder.MaxConflicts; conflicts++)
        {
            if ((await buyers.FollowAsync(key, cancellationToken)).Buyer is not { IsTombstone: false } buyer
                || buyer.Erasures.ErasedBefore(receipt.Person, receipt.At) is not null)
            {
                return false;
            }

            var kept = buyer.Feedback.With(answer);
            if (kept == buyer.Feedback || await buyers.WriteAsync(new BuyerChange { Buyer = buyer with { Feedback = kept } }, cancellationToken) == WriteResult.Written)
            {
                return true;
            }
        }

        throw new InvalidOperationException($"Buyer {key.Buyer} of shop {key.Shop}: an answer was overtaken {OrderRecorder.MaxConflicts} times.");
    }
}
