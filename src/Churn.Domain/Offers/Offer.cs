using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;

namespace Churn.Domain.Offers;

/// <summary>An offer that a buyer is ready for: one episode, flagged once.</summary>
public sealed record Offer
{
    /// <summary>As the buyer was named when it was flagged; a merge may have given them another name since.</summary>
    public required BuyerKey Buyer { get; init; }

    public required OfferKind Kind { get; init; }

    /// <summary>Tells one occasion of this kind from the next, e.g. the year of a VIP offer.</summary>
    public required string Episode { get; init; }

    /// <summary>The platform's customer id, by which the shop's e-mail tool finds the person.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The shop's day.</summary>
    public required DateOnly FlaggedOn { get; init; }

    /// <summary>The last day (the shop's) on which the offer makes sense.</summary>
    public required DateOnly ExpiresOn { get; init; }

    /// <summary>The last day (the shop's) whose orders are an outcome of it.</summary>
    public required DateOnly ClosesOn { get; init; }

    public required ImmutableArray<Reason> Reasons { get; init; }

    public OfferState State { get; init; }

    /// <summary>The buyer's first offer of this kind: the only one that counts for the uplift, as a buyer's later ones are not independent of it.</summary>
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
    public string EpisodeKey => $"{Name(Kind)}:{Episode}";

    /// <summary>Idempotency key within the shop.</summary>
    public string Id => IdOf(Kind, Buyer.Buyer, Episode);

    /// <summary>Whether there is still something to send on a day.</summary>
    public bool IsToBeSent(DateOnly today) => State == OfferState.Ready && Outcome is null && today <= ExpiresOn;

    /// <summary>The id of an offer, as rows and addresses write it.</summary>
    public static string IdOf(OfferKind kind, BuyerId buyer, string episode) => $"{Name(kind)}-{buyer.Value}-{episode}";

    /// <summary>The kind as rows and files write it.</summary>
    public static string Name(OfferKind kind) => kind.ToString().ToLowerInvariant();
}
