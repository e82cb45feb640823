using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Domain.Recording;

/// <summary>Stores an answer with the buyer who gave it. Repeated or reordered answers lead to the same row.</summary>
public sealed class FeedbackRecorder(
    IBuyerStore buyers,
    IBuyerIdentities identities,
    BuyerRowBuilder rowBuilder,
    OfferPublisher offers,
    OfferCloser closer,
    TimeProvider time)
{
    /// <returns>Whether a buyer was found. An answer of a person that never ordered, or that was erased, is dropped.</returns>
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
            var row = kept == buyer.Feedback
                ? buyer
                : await rowBuilder.OfferAsync(await WithdrawAsync(buyer with { Feedback = kept }, cancellationToken), cancellationToken);
            var (result, etag) = row == buyer
                ? new WriteReceipt(WriteResult.Written, buyer.ETag)
                : await buyers.CommitAsync(new BuyerTransaction { Buyer = row }, cancellationToken);
            if (result == WriteResult.Written)
            {
                var waits = row.Offered.Pending.Any() || !row.Outbox.Pending.IsEmpty;
                return waits ? await PublishAsync(row with { ETag = etag }, cancellationToken) : true;
            }
        }

        throw new InvalidOperationException(
            $"Buyer {key.Buyer} of shop {key.Shop}: an answer was not recorded after {ConflictBackoff.MaxConflicts} write conflicts.");
    }

    // Withdraws the buyer's open offers if the answer is unhappy.
    private async Task<Buyer> WithdrawAsync(Buyer buyer, CancellationToken cancellationToken)
    {
        var shop = rowBuilder.ShopOf(buyer.Key.Shop);
        var policy = (await rowBuilder.RulebookAsync(shop.Id, cancellationToken)).Policy.Offers;
        return await closer.WithdrawAsync(shop, buyer, policy, shop.DayOf(time.GetUtcNow()), cancellationToken);
    }

    // Publishes the care offer for an unhappy buyer and the events of withdrawn offers. A repeated answer changes nothing but publishes
    // too, because the worker that recorded it first may have died before it published.
    private async Task<bool> PublishAsync(Buyer row, CancellationToken cancellationToken)
    {
        await offers.PublishAsync(row, cancellationToken);
        return true;
    }
}
