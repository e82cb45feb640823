using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;

namespace Churn.Domain.Identity;

/// <summary>The one buyer of all identifiers of a delivery.</summary>
/// <param name="Key">The buyer.</param>
/// <param name="Row">Their row as it was read; null: it is not written yet.</param>
/// <param name="Identifiers">The delivery's identifiers without the shared ones; the least shared one where all are shared.</param>
/// <param name="ErasedBefore">The latest tombstone that was met on an identifier.</param>
/// <param name="Placed">When the delivery says that its order was placed.</param>
internal sealed record Resolution(
    BuyerKey Key, Buyer? Row, ImmutableSortedSet<Identifier> Identifiers, DateTimeOffset? ErasedBefore, DateTimeOffset Placed)
{
    /// <summary>
    /// A ledger's entry is placed again: its people and its date may be of two versions, and what each version said is evidence already.
    /// </summary>
    public bool IsRepeated { get; init; }

    /// <summary>The evidence that the delivery is.</summary>
    public EvidenceSet Said => new(Identifiers, Placed, Placed);

    /// <summary>A buyer's evidence with what the delivery says.</summary>
    public Evidence AddTo(Evidence known) => IsRepeated && known.Knows(Identifiers) ? known : known.With(Said);
}
