using System.Collections.Immutable;

namespace Churn.Domain.Offers;

/// <summary>What a buyer is to be offered on a day, and why nothing else.</summary>
/// <param name="Verdicts">One a kind that the shop makes, most urgent first.</param>
public sealed record OfferDecision(ImmutableArray<OfferVerdict> Verdicts)
{
    public IEnumerable<OfferVerdict> Due => Verdicts.Where(verdict => verdict.IsDue);

    /// <summary>Why nothing is offered, one of <see cref="OfferBlocks"/>: that of the kind which came nearest. Null: something is offered.</summary>
    public string? NothingBecause => Buyers.Any(verdict => verdict.IsDue) ? null
        : Buyers.FirstOrDefault(verdict => verdict.Block != OfferBlocks.NotDue)?.Block ?? OfferBlocks.NotDue;

    // Tasks for key accounts are given out for the whole shop, and counted there.
    private IEnumerable<OfferVerdict> Buyers => Verdicts.Where(verdict => verdict.Kind != OfferKind.KeyAccountTask);
}
