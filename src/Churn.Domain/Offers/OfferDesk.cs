using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>What the shop's tools say of an offer. Saying it again changes nothing.</summary>
public sealed class OfferDesk(IOfferStore offers, IBuyerStore buyers, IBuyerIdentities identities)
{
    /// <summary>The offer was sent.</summary>
    /// <param name="shop">Whose it is.</param>
    /// <param name="id">The offer's.</param>
    /// <param name="on">The shop's day; of several, the first stands.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<OfferNote> MarkSentAsync(ShopId shop, string id, DateOnly on, CancellationToken cancellationToken) => ChangeAsync(shop, id, offer => offer with
    {
        SentOn = offer.SentOn ?? on,
        State = offer.State switch { OfferState.Ready => OfferState.Sent, OfferState.Expired => OfferState.Closed, _ => offer.State },
    }, cancellationToken);

    /// <summary>The buyer used the offer.</summary>
    /// <param name="shop">Whose it is.</param>
    /// <param name="id">The offer's.</param>
    /// <param name="discount">What the buyer was given, minor units, 0 or more; said again, the last number stands.</param>
    /// <param name="on">The shop's day; of several, the first stands.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<OfferNote> MarkRedeemedAsync(ShopId shop, string id, long discount, DateOnly on, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(discount);
        var note = await ChangeAsync(
            shop, id, offer => offer with { RedeemedOn = offer.RedeemedOn ?? on, Discount = discount, State = OfferState.Redeemed }, cancellationToken);
        if (note == OfferNote.Noted && id.StartsWith($"{Offer.Name(OfferKind.Referral)}-", StringComparison.Ordinal)
            && await offers.GetAsync(shop, id, cancellationToken) is { } referral)
        {
            await NoteReferralAsync(referral, cancellationToken);
        }

        return note;
    }

    // Two more requests, of referrals alone: the journey counts advocates by the buyers' rows.
    private async Task NoteReferralAsync(Offer referral, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts <= ConflictBackoff.MaxConflicts; conflicts++)
        {
            var buyer = await identities.FindAsync(referral.Buyer, cancellationToken);
            if (buyer?.Offered.Memos.FirstOrDefault(memo => memo.Id == referral.Id) is not { Redeemed: false } memo
                || await buyers.WriteAsync(
                    new BuyerChange { Buyer = buyer with { Offered = buyer.Offered.With(memo with { Redeemed = true }) } }, cancellationToken) == WriteResult.Written)
            {
                return;
            }
        }

        throw new InvalidOperationException($"A referral of shop {referral.Buyer.Shop} was overtaken {ConflictBackoff.MaxConflicts} times.");
    }

    private async Task<OfferNote> ChangeAsync(ShopId shop, string id, Func<Offer, Offer> change, CancellationToken cancellationToken)
    {
        while (await offers.GetAsync(shop, id, cancellationToken) is { } offer)
        {
            if (offer.State == OfferState.HeldOut)
            {
                return OfferNote.HeldOut;
            }

            var changed = change(offer);
            if (changed == offer || await offers.ReplaceAsync(changed, cancellationToken))
            {
                return OfferNote.Noted;
            }
        }

        return OfferNote.Unknown;
    }
}
