using Churn.Domain.Buyers;

namespace Churn.Domain.Offers;

/// <summary>Writes the rows of offers that a buyer's row says are due.</summary>
/// <remarks>
/// The buyer's row remembers an offer before the offer's own row is written, and says so until it is: a crash anywhere in between leaves a note that
/// the next run works off, and adding a row that is there changes nothing. Whoever was erased meanwhile takes the row along.
/// </remarks>
public sealed class OfferPublisher(IBuyerStore buyers, IOfferStore offers)
{
    private const int MaxConflicts = 8;

    /// <summary>Publishes all that is pending for a buyer. Returns how many offers were added.</summary>
    public async Task<int> PublishAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        var added = new HashSet<Offer>();
        for (var conflicts = 0; conflicts <= MaxConflicts; conflicts++)
        {
            var located = await buyers.FollowAsync(key, cancellationToken);
            if (located.Buyer is not { } buyer || BuyerFinisher.IsUnfinished(buyer))
            {
                await WithdrawAsync(added.Where(offer => located.Buyer?.Offered.Has(offer.Id) != true), cancellationToken);
                return 0;
            }

            var memory = buyer.Offered;
            foreach (var memo in buyer.Offered.Pending)
            {
                var offer = memo.ToOffer(buyer);
                if (IsSecond(buyer.Offered, memo))
                {
                    await offers.RemoveAsync(offer, cancellationToken);
                    memory = memory.Without(memo);
                    continue;
                }

                _ = await offers.AddAsync(offer, cancellationToken) && added.Add(offer);
                memory = memory.With(memo with { Pending = null });
            }

            if (memory.Equals(buyer.Offered)
                || await buyers.WriteAsync(new BuyerChange { Buyer = buyer with { Offered = memory } }, cancellationToken) == WriteResult.Written)
            {
                await WithdrawAsync(added.Where(offer => !memory.Has(offer.Id)), cancellationToken);
                return added.Count(offer => memory.Has(offer.Id));
            }
        }

        return added.Count; // Still pending: the next run adds nothing and clears the note.
    }

    // Two who were offered the same turned out to be one before either was told.
    private static bool IsSecond(OfferMemory memory, OfferMemo pending) => memory.Memos.Any(other => other.EpisodeKey == pending.EpisodeKey && other.Id != pending.Id
        && (other.Pending is null || other.Of.CompareTo(pending.Of) < 0));

    private async Task WithdrawAsync(IEnumerable<Offer> orphans, CancellationToken cancellationToken)
    {
        foreach (var orphan in orphans)
        {
            await offers.RemoveAsync(orphan, cancellationToken);
        }
    }
}
