using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>Writes the rows of the offers that a buyer's row says are due.</summary>
/// <remarks>
/// The buyer's row remembers an offer before the offer's own row is written, and marks it as pending until then. A crash in between leaves
/// the mark, and the next run handles it; adding a row that already exists changes nothing. If the buyer is erased meanwhile, the offer's
/// row is removed again. One write removes the mark and adds the offer's event, so each offer has one event and a withdrawn offer has none.
/// </remarks>
public sealed class OfferPublisher(
    IBuyerStore buyers,
    IBuyerLookup lookup,
    IOfferStore offers,
    OutboxPublisher outbox,
    IShopDirectory shops,
    TimeProvider time)
{
    private const int MaxConflicts = 8;

    /// <summary>Publishes all that is pending for a buyer. Returns how many offers were added.</summary>
    public Task<int> PublishAsync(BuyerKey key, CancellationToken cancellationToken) =>
        PublishAsync(key, null, clear: true, cancellationToken);

    /// <summary>
    /// Publishes for a row that was just read or written, without reading it again. If another writer has changed it since, the write fails
    /// and the row is read.
    /// </summary>
    public Task<int> PublishAsync(Buyer row, CancellationToken cancellationToken) =>
        PublishAsync(row.Key, row, clear: true, cancellationToken);

    /// <summary>
    /// Publishes the offers that the recording of an order put into the buyer's row, also when the order's message comes again. For one
    /// offer this costs two requests more than the order: the offer's row, and the removal of the mark. The events stay in the buyer's row,
    /// because clearing them would cost a third request; the next order or the night clears them.
    /// </summary>
    /// <returns>What is left to do for the order; its row is null if the row was published here.</returns>
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
        var shop = shops.Get(key.Shop);
        var added = new HashSet<Offer>();
        for (var conflicts = 0; conflicts <= MaxConflicts; conflicts++)
        {
            if ((read is not null && conflicts == 0 ? read : await lookup.FindAsync(key, cancellationToken)) is not { } buyer)
            {
                await WithdrawAsync(added, cancellationToken);
                return 0;
            }

            var (memory, told) = (buyer.Offered, buyer);
            foreach (var offerRecord in buyer.Offered.Pending)
            {
                var offer = offerRecord.ToOffer(buyer);
                if (IsSecond(buyer.Offered, offerRecord))
                {
                    await offers.RemoveAsync(offer, cancellationToken);
                    memory = memory.Without(offerRecord);
                    continue;
                }

                _ = await offers.AddAsync(offer, cancellationToken) && added.Add(offer);
                memory = memory.With(offerRecord with { Pending = null });
                told = BuyerEvents.Offered(shop, told, offerRecord, time.GetUtcNow());
            }

            if (await WriteAsync(buyer, told with { Offered = memory }, clear, cancellationToken))
            {
                await WithdrawAsync(added.Where(offer => !memory.Has(offer.Id)), cancellationToken);
                return added.Count(offer => memory.Has(offer.Id));
            }
        }

        return added.Count; // The marks are still there: the next run adds nothing and clears them.
    }

    private async Task<bool> WriteAsync(Buyer before, Buyer after, bool clear, CancellationToken cancellationToken)
    {
        if (!after.Offered.Equals(before.Offered))
        {
            var written = await buyers.CommitAsync(new BuyerTransaction { Buyer = after }, cancellationToken);
            if (written.Result != WriteResult.Written)
            {
                return false;
            }

            after = after with { ETag = written.ETag };
        }

        await outbox.PublishAsync(after, clear, cancellationToken);
        return true;
    }

    // A merge can bring together two offers of one occasion. The pending one is withdrawn if the other is published already, or if both are
    // pending and the other's buyer id is lesser.
    private static bool IsSecond(OfferHistory memory, OfferRecord pending) => memory.Records.Any(other =>
        other.EpisodeKey == pending.EpisodeKey && other.Id != pending.Id
        && (other.Pending is null || other.Of.CompareTo(pending.Of) < 0));

    private async Task WithdrawAsync(IEnumerable<Offer> orphans, CancellationToken cancellationToken)
    {
        foreach (var orphan in orphans)
        {
            await offers.RemoveAsync(orphan, cancellationToken);
        }
    }
}
