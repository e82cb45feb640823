using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identity;

namespace Churn.Domain.Offers;

/// <summary>Writes the rows of offers that a buyer's row says are due.</summary>
/// <remarks>
/// The buyer's row remembers an offer before the offer's own row is written, and says so until it is: a crash anywhere in between leaves a note that
/// the next run works off, and adding a row that is there changes nothing. Whoever was erased meanwhile takes the row along. The note goes and the offer's event
/// comes in one write, so that it is told of each offer once, and of none that was withdrawn.
/// </remarks>
public sealed class OfferPublisher(IBuyerStore buyers, IBuyerIdentities identities, IOfferStore offers, OutboxPublisher outbox, BuyerSettler settler, TimeProvider time)
{
    private const int MaxConflicts = 8;

    /// <summary>Publishes all that is pending for a buyer. Returns how many offers were added.</summary>
    public Task<int> PublishAsync(BuyerKey key, CancellationToken cancellationToken) => PublishAsync(key, null, clear: true, cancellationToken);

    /// <summary>The same for a row just read or written, which need not be read again: whoever changed it since makes the write fail, and then it is read.</summary>
    public Task<int> PublishAsync(Buyer row, CancellationToken cancellationToken) =>
        PublishAsync(row.Key, row, clear: true, cancellationToken);

    /// <summary>
    /// Publishes what an order's recording remembered, or, coming again, found: two requests more than the order's for one offer, its row and the note. The events stay in the
    /// buyer's row, for clearing them would be a third: the next order or the night does.
    /// </summary>
    /// <returns>What is left to do for the order: nothing of its row, if it was published.</returns>
    public async Task<RecordedOrder> PublishAsync(RecordedOrder recorded, CancellationToken cancellationToken)
    {
        if (recorded is not { OffersWait: true, Row: { } row })
        {
            return recorded;
        }

        await PublishAsync(row.Key, row, clear: false, cancellationToken);
        return recorded with { Row = null };
    }

    private async Task<int> PublishAsync(BuyerKey key, Buyer? read, bool clear, CancellationToken cancellationToken)
    {
        var shop = settler.ShopOf(key.Shop);
        var added = new HashSet<Offer>();
        for (var conflicts = 0; conflicts <= MaxConflicts; conflicts++)
        {
            if ((read is not null && conflicts == 0 ? read : await identities.FindAsync(key, cancellationToken)) is not { } buyer)
            {
                await WithdrawAsync(added, cancellationToken);
                return 0;
            }

            var (memory, told) = (buyer.Offered, buyer);
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
                told = BuyerEvents.Offered(shop, told, memo, time.GetUtcNow());
            }

            if (await WriteAsync(buyer, told with { Offered = memory }, clear, cancellationToken))
            {
                await WithdrawAsync(added.Where(offer => !memory.Has(offer.Id)), cancellationToken);
                return added.Count(offer => memory.Has(offer.Id));
            }
        }

        return added.Count; // Still pending: the next run adds nothing and clears the note.
    }

    private async Task<bool> WriteAsync(Buyer before, Buyer after, bool clear, CancellationToken cancellationToken)
    {
        if (!after.Offered.Equals(before.Offered))
        {
            var written = await buyers.CommitAsync(new BuyerChange { Buyer = after }, cancellationToken);
            if (written.Result != WriteResult.Written)
            {
                return false;
            }

            after = after with { ETag = written.ETag };
        }

        await outbox.PublishAsync(after, clear, cancellationToken);
        return true;
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
