using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Offers;

namespace Churn.Functions.Api.Offers;

/// <summary>An offer as the API shows it.</summary>
public sealed record OfferView(
    string Id, string Kind, string Buyer, string? CustomerId, string Episode, string State,
    DateOnly FlaggedOn, DateOnly ExpiresOn, IReadOnlyList<string> Reasons)
{
    public static OfferView Of(Offer offer) => new(
        offer.Id,
        OfferKinds.NameOf(offer.Kind),
        offer.Buyer.Buyer.Value,
        offer.CustomerId,
        offer.Episode,
        offer.State.ToString(),
        offer.FlaggedOn,
        offer.ExpiresOn,
        [.. offer.Reasons.Select(ReasonText.Describe)]);
}
