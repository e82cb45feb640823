using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>Takes what the shop's tools report about an offer. Repeating a report changes nothing.</summary>
public sealed class OfferService(IOfferStore offers, IBuyerStore buyers, IBuyerLookup lookup)
{
    /// <summary>Records that the offer was sent.</summary>
    /// <param name="id">The offer's id.</param>
    /// <param name="on">The shop's day; if reports differ, the first one stands.</param>
    public Task<OfferUpdateResult> MarkSentAsync(ShopId shop, string id, DateOnly on, CancellationToken cancellationToken) =>
        ChangeAsync(shop, id, offer => offer with
        {
            SentOn = offer.SentOn ?? on,
            State = offer.State switch { OfferState.Ready => OfferState.Sent, OfferState.Expired => OfferState.Closed, _ => offer.State },
        }, cancellationToken);

    /// <summary>Records that the buyer used the offer.</summary>
    /// <param name="id">The offer's id.</param>
    /// <param name="discount">What the buyer was given, minor units, 0 or more; if reports differ, the last one stands.</param>
    /// <param name="on">The shop's day; if reports differ, the first one stands.</param>
    public async Task<OfferUpdateResult> MarkRedeemedAsync(ShopId shop, string id, long discount, DateOnly on, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(discount);
        var note = await ChangeAsync(
            shop, id, offer => offer with { RedeemedOn = offer.RedeemedOn ?? on, Discount = discount, State = OfferState.Redeemed },
            cancellationToken);
        if (note == OfferUpdateResult.Noted && id.StartsWith($"{OfferKinds.NameOf(OfferKind.Referral)}-", StringComparison.Ordinal)
            && await offers.GetAsync(shop, id, cancellationToken) is { } referral)
        {
            await NoteReferralAsync(referral, cancellationToken);
        }

        return note;
    }

    // The journey counts advocates by the buyers' rows, so a referral's use is noted there. This costs two more requests.
    private async Task NoteReferralAsync(Offer referral, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= ConflictBackoff.MaxConflicts; conflicts++)
        {
            var buyer = await lookup.FindAsync(referral.Buyer, cancellationToken);
            if (buyer?.Offered.Records.FirstOrDefault(offerRecord => offerRecord.Id == referral.Id) is not { Redeemed: false } offerRecord
                || await buyers.WriteAsync(
                    new BuyerTransaction { Buyer = buyer with { Offered = buyer.Offered.With(offerRecord with { Redeemed = true }) } },
                    cancellationToken) == WriteResult.Written)
            {
                return;
            }
        }

        throw new InvalidOperationException(
            $"A used referral of shop {referral.Buyer.Shop} could not be noted: "
            + $"other writers changed the buyer's row {ConflictBackoff.MaxConflicts} times.");
    }

    private async Task<OfferUpdateResult> ChangeAsync(ShopId shop, string id, Func<Offer, Offer> change, CancellationToken cancellationToken)
    {
        while (await offers.GetAsync(shop, id, cancellationToken) is { } offer)
        {
            if (offer.State == OfferState.HeldOut)
            {
                return OfferUpdateResult.HeldOut;
            }

            var changed = change(offer);
            if (changed == offer || await offers.ReplaceAsync(changed, cancellationToken))
            {
                return OfferUpdateResult.Noted;
            }
        }

        return OfferUpdateResult.Unknown;
    }
}

/// <summary>What was done with a report about an offer.</summary>
public enum OfferUpdateResult
{
    /// <summary>The report stands in the offer's row.</summary>
    Noted,

    /// <summary>There is no such offer.</summary>
    Unknown,

    /// <summary>
    /// The offer was held out and must not be sent. If a tool has sent it, this buyer's part of the comparison is spoiled.
    /// </summary>
    HeldOut,
}
