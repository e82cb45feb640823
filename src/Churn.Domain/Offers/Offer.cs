using System.Collections.Immutable;
using Churn.Domain.Buyers;

namespace Churn.Domain.Offers;

/// <summary>An offer that a buyer is ready for. Each episode is flagged once.</summary>
public sealed record Offer
{
    /// <summary>The buyer's key when the offer was flagged; a merge may have given the buyer another id since.</summary>
    public required BuyerKey Buyer { get; init; }

    public required OfferKind Kind { get; init; }

    /// <summary>Tells one occasion of this kind from the next, for example the year of a VIP offer.</summary>
    public required string Episode { get; init; }

    /// <summary>The platform's customer id, by which the shop's e-mail tool finds the person.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The shop's day on which the offer was flagged.</summary>
    public required DateOnly FlaggedOn { get; init; }

    /// <summary>The last day (the shop's) on which the offer makes sense.</summary>
    public required DateOnly ExpiresOn { get; init; }

    /// <summary>The last day (the shop's) whose orders count as the offer's outcome.</summary>
    public required DateOnly ClosesOn { get; init; }

    public required ImmutableArray<Reason> Reasons { get; init; }

    public OfferState State { get; init; }

    /// <summary>
    /// Whether this is the buyer's first offer of the kind. Only first offers count for the uplift, because later ones depend on the first.
    /// </summary>
    public bool First { get; init; }

    public DateOnly? SentOn { get; init; }

    public DateOnly? RedeemedOn { get; init; }

    /// <summary>What the buyer was given, minor units: discount, gift, delivery.</summary>
    public long Discount { get; init; }

    /// <summary>Null while the window is open.</summary>
    public OfferOutcome? Outcome { get; init; }

    /// <summary>The store's mark of the row that was read.</summary>
    public string? ETag { get; init; }

    /// <summary>Idempotency key within the buyer.</summary>
    public string EpisodeKey => $"{OfferKinds.NameOf(Kind)}:{Episode}";

    /// <summary>Idempotency key within the shop.</summary>
    public string Id => OfferKinds.IdOf(Kind, Buyer.Buyer, Episode);

    /// <summary>Whether the offer is still to be sent on a day.</summary>
    public bool IsToBeSent(DateOnly today) => State == OfferState.Ready && Outcome is null && today <= ExpiresOn;
}

/// <summary>Makes an offer's own row from what the buyer's row remembers of it.</summary>
public static class OfferRecordExtensions
{
    public static Offer ToOffer(this OfferRecord offered, Buyer buyer) => new()
    {
        Buyer = buyer.Key with { Buyer = offered.Of },
        Kind = offered.Kind,
        Episode = offered.Episode,
        CustomerId = buyer.Facts.CustomerId,
        FlaggedOn = offered.FlaggedOn,
        ExpiresOn = offered.ExpiresOn,
        ClosesOn = offered.ClosesOn,
        Reasons = offered.Pending is null ? [] : ReasonJson.Read(offered.Pending),
        State = offered.HeldOut ? OfferState.HeldOut : OfferState.Ready,
        First = offered.First,
    };
}
