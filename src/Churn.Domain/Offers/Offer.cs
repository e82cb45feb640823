using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;

namespace Churn.Domain.Offers;

/// <summary>An offer that a buyer is ready for: one episode, flagged once.</summary>
public sealed record Offer
{
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

    public required ImmutableArray<Reason> Reasons { get; init; }

    /// <summary>Idempotency key within the buyer.</summary>
    public string EpisodeKey => $"{Name(Kind)}:{Episode}";

    /// <summary>Idempotency key within the shop.</summary>
    public string Id => $"{Name(Kind)}-{Buyer.Buyer.Value}-{Episode}";

    /// <summary>The kind as rows and files write it.</summary>
    public static string Name(OfferKind kind) => kind.ToString().ToLowerInvariant();
}
