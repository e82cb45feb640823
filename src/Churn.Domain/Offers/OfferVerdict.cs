using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Labels;

namespace Churn.Domain.Offers;

/// <summary>The decision about one kind of offer for one buyer on one day.</summary>
/// <param name="Block">Null if the offer is to be flagged; otherwise the reason against it, one of <see cref="OfferBlocks"/>.</param>
/// <param name="Episode">The occasion; empty if the kind has none today.</param>
/// <param name="Reasons">The rules that decided, with their numbers.</param>
public sealed record OfferVerdict(OfferKind Kind, string? Block, string Episode, ImmutableArray<Reason> Reasons)
{
    /// <summary>Whether the offer is to be flagged.</summary>
    public bool IsDue => Block is null;

    public string EpisodeKey => $"{OfferKinds.NameOf(Kind)}:{Episode}";

    /// <summary>The verdict in sentences for marketing people.</summary>
    public string Describe()
    {
        var reasons = string.Join(' ', Reasons.Select(ReasonText.Describe));
        var block = Block is null ? "" : " " + OfferBlocks.Describe(Block);
        return $"{OfferKinds.NameOf(Kind)}: {(Block is null ? "yes" : "no")}. {reasons}{block}"
            .Replace(". .", ".", StringComparison.Ordinal).TrimEnd();
    }
}
