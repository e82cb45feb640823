using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;

namespace Churn.Domain.Identity;

/// <summary>The one buyer of all identifiers of a delivery.</summary>
/// <param name="Row">The buyer's row as it was read; null if it is not written yet.</param>
/// <param name="Identifiers">The delivery's identifiers without the shared ones; if all are shared, the least of them.</param>
/// <param name="ErasedBefore">The latest tombstone that was found on an identifier; null if there was none.</param>
/// <param name="Placed">When the delivery's order was placed, as the delivery says.</param>
internal sealed record Resolution(
    BuyerKey Key, Buyer? Row, ImmutableSortedSet<Identifier> Identifiers, DateTimeOffset? ErasedBefore, DateTimeOffset Placed)
{
    /// <summary>
    /// Whether a ledger entry is placed again. Its identifiers and its date may come from two versions, so together they are no evidence;
    /// what each version said has been recorded as evidence already.
    /// </summary>
    public bool IsRepeated { get; init; }

    /// <summary>What the delivery says about identifiers, as evidence.</summary>
    public EvidenceSet Said => new(Identifiers, Placed, Placed);

    /// <summary>Returns a buyer's evidence, extended by what the delivery says.</summary>
    public Evidence AddTo(Evidence known) => IsRepeated && known.Knows(Identifiers) ? known : known.With(Said);
}
