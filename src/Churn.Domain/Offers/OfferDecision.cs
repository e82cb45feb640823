using System.Collections.Immutable;
using Churn.Domain.Buyers;

namespace Churn.Domain.Offers;

/// <summary>What a buyer is offered on a day, and why nothing else.</summary>
/// <param name="Verdicts">One verdict for each kind that the shop makes, most urgent first.</param>
public sealed record OfferDecision(ImmutableArray<OfferVerdict> Verdicts)
{
    public IEnumerable<OfferVerdict> Due => Verdicts.Where(verdict => verdict.IsDue);

    /// <summary>
    /// Why nothing is offered, one of <see cref="OfferBlocks"/>; null if something is. The reason is that of the kind which came nearest.
    /// </summary>
    public string? NothingBecause => Buyers.Any(verdict => verdict.IsDue) ? null
        : Buyers.FirstOrDefault(verdict => verdict.Block != OfferBlocks.NotDue)?.Block ?? OfferBlocks.NotDue;

    // Tasks for key accounts are given out and counted for the whole shop.
    private IEnumerable<OfferVerdict> Buyers => Verdicts.Where(verdict => verdict.Kind != OfferKind.KeyAccountTask);
}

/// <summary>What the rule of a kind says of a buyer, before earlier offers are considered.</summary>
/// <param name="Holds">Whether the day and the buyer are right for the offer.</param>
/// <param name="Episode">The occasion.</param>
/// <param name="Reasons">The rule, with the numbers that it saw.</param>
/// <param name="HasAll">The rule holds, but the buyer needs no more of anything they ever bought.</param>
internal readonly record struct OfferFinding(bool Holds, string Episode, ImmutableArray<Reason> Reasons, bool HasAll = false);
