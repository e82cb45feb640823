using System.Collections.Immutable;
using Churn.Domain.Offers;

namespace Churn.Domain.Privacy;

/// <summary>An offer as an export tells of it.</summary>
public sealed record ExportedOffer(
    string Kind, string Episode, string? CustomerId, DateOnly FlaggedOn, DateOnly ExpiresOn, OfferState State, DateOnly? SentOn, DateOnly? RedeemedOn,
    OfferOutcome? Outcome, ImmutableArray<ExportedReason> Reasons)
{
    public static ExportedOffer Of(Offer offer) =>
        new(Offer.Name(offer.Kind), offer.Episode, offer.CustomerId, offer.FlaggedOn, offer.ExpiresOn, offer.State, offer.SentOn, offer.RedeemedOn, offer.Outcome,
            [.. offer.Reasons.Select(ExportedReason.Of)]);
}
