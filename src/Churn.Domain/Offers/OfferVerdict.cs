using System.Collections.Immutable;
using Churn.Domain.Classification;

namespace Churn.Domain.Offers;

/// <summary>What is to be said of one kind of offer for one buyer on one day.</summary>
/// <param name="Kind">Of the offer.</param>
/// <param name="Block">Null: to be flagged. Else why not, one of <see cref="OfferBlocks"/>.</param>
/// <param name="Episode">The occasion; empty where the kind has none today.</param>
/// <param name="Reasons">The rules that decided, with their numbers.</param>
public sealed record OfferVerdict(OfferKind Kind, string? Block, string Episode, ImmutableArray<Reason> Reasons)
{
    /// <summary>Whether the offer is to be flagged.</summary>
    public bool IsDue => Block is null;

    public string EpisodeKey => $"{Offer.Name(Kind)}:{Episode}";

    /// <summary>The verdict as a marketing person reads it.</summary>
    public string Describe() => $"{Offer.Name(Kind)}: {(Block is null ? "yes" : "no")}. {string.Join(' ', Reasons.Select(ReasonText.Describe))}{(Block is null ? "" : " " + OfferBlocks.Describe(Block))}".Replace(". .", ".", StringComparison.Ordinal).TrimEnd();
}
