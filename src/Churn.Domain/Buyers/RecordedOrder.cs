using System.Collections.Immutable;

namespace Churn.Domain.Buyers;

/// <summary>The outcome of recording an order, its buyer, and how many write conflicts it took.</summary>
public sealed record RecordedOrder(RecordOutcome Outcome, BuyerKey Key, int Conflicts)
{
    /// <summary>The buyer's row as written, or as read if nothing was written; null if there is none.</summary>
    public Buyer? Row { get; init; }

    /// <summary>Companies that the order names, or named before it was changed. Their accounts must be folded again.</summary>
    public ImmutableSortedSet<string> Companies { get; init; } = BuyerFacts.NoCompanies;

    /// <summary>Whether the buyer's row remembers offers that are not yet written to the offers' own table.</summary>
    public bool OffersWait => Row?.Offered.Pending.Any() == true;
}

/// <summary>The outcome of recording an order.</summary>
public enum RecordOutcome
{
    /// <summary>The order was not known.</summary>
    New,

    /// <summary>The order was known and has changed.</summary>
    Changed,

    /// <summary>The delivery said nothing new. Nothing was written.</summary>
    Duplicate,

    /// <summary>The order belongs to a person that was erased. Nothing was written.</summary>
    Erased,
}
