using System.Security.Cryptography;
using Churn.Domain.Buyers;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Erases a person's offers, and keeps of a finished trial what nobody can be known by.</summary>
/// <remarks>
/// Whoever is written to asks to be erased more often than whoever is not: were all traces of a trial to go with the person, the uplift of the offers
/// would be that of those who did not mind them. So an offer that counts for the uplift, and whose outcome is known, leaves its arm, its quarter and its
/// amounts, under a name drawn by chance.
/// </remarks>
public sealed class ErasedOffers(IOfferStore offers)
{
    private const string Episode = "erased";

    /// <returns>Offers that are gone.</returns>
    public async Task<int> EraseAsync(IReadOnlyCollection<Offer> theirs, CancellationToken cancellationToken)
    {
        var mixed = theirs.Where(offer => offer.Outcome is { Excluded: true }).Select(offer => offer.Kind).ToHashSet();
        foreach (var offer in theirs)
        {
            await EraseAsync(offer, isKept: !mixed.Contains(offer.Kind), cancellationToken);
        }

        return theirs.Count;
    }

    private async Task EraseAsync(Offer listed, bool isKept, CancellationToken cancellationToken)
    {
        // The shop's tools may say at this very moment that it was used.
        while (await offers.GetAsync(listed.Buyer.Shop, listed.Id, cancellationToken) is { } offer)
        {
            if (!isKept || offer is not { First: true, Outcome: { Excluded: false } outcome })
            {
                await offers.RemoveAsync(offer, cancellationToken);
                return;
            }

            if (await offers.SupersedeAsync(offer, Nameless(offer, outcome), cancellationToken))
            {
                return;
            }
        }
    }

    // Not a hash of anything: whoever holds the shop's keys must not find it again either.
    private static Offer Nameless(Offer offer, OfferOutcome outcome)
    {
        var quarter = new DateOnly(offer.FlaggedOn.Year, (3 * ((offer.FlaggedOn.Month - 1) / 3)) + 1, 1);
        return new Offer
        {
            Buyer = NobodyOf(offer.Buyer.Shop),
            Kind = offer.Kind,
            Episode = Episode,
            FlaggedOn = quarter,
            ExpiresOn = quarter,
            ClosesOn = quarter,
            Reasons = [],
            State = offer.State,
            First = true,
            Discount = offer.Discount,
            Outcome = outcome with { ClosedOn = quarter },
        };
    }

    private static BuyerKey NobodyOf(ShopId shop) => new(shop, new BuyerId($"a{RandomNumberGenerator.GetHexString(32, lowercase: true)}"));
}
