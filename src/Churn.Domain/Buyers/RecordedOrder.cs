using System.Collections.Immutable;

namespace Churn.Domain.Buyers;

/// <summary>The outcome of recording an order, whose it is, and how many races were lost on the way.</summary>
public sealed record RecordedOrder(RecordOutcome Outcome, BuyerKey Key, int Conflicts)
{
    /// <summary>The buyer's row as it was written, or read when nothing was; null: there is none.</summary>
    public Buyer? Row { get; init; }

    /// <summary>Companies that the order names, or named before it was changed: their accounts are to be folded anew.</summary>
    public ImmutableSortedSet<string> Companies { get; init; } = BuyerFacts.NoCompanies;

    /// <summary>The buyer's row remembers offers whose own rows are still to be written.</summary>
    public bool OffersWait => Row?.Offered.Pending.Any() == true;
}
