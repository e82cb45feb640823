using Churn.Domain.Classification;
using Churn.Domain.Offers;

namespace Churn.Functions.Offers;

/// <summary>An offer as the API shows it.</summary>
public sealed record OfferView(
    string Id, string Kind, string Buyer, string? CustomerId, string Episode, string State, DateOnly FlaggedOn, DateOnly ExpiresOn, IReadOnlyList<string> Reasons)
{
    public static OfferView Of(Offer offer) => new(
        offer.Id,
        Offer.Name(offer.Kind),
        offer.Buyer.Buyer.Value,
        offer.CustomerId,
        offer.Episode,
        offer.State.ToString(),
        offer.FlaggedOn,
        offer.ExpiresOn,
        [.. offer.Reasons.Select(ReasonText.Describe)]);
}
