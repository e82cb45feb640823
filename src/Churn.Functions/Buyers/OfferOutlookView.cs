using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Offers;

namespace Churn.Functions.Buyers;

/// <summary>
/// What is to be said of one kind of offer for a buyer on a day: <c>Due</c> (to be flagged), <c>Open</c> (flagged, and not over), <c>Blocked</c> (its rule
/// holds, something else is in the way) or <c>NotDue</c>. Whether somebody is held out is not told here: they are not to be treated differently.
/// </summary>
public sealed record OfferOutlookView(string Kind, string State, string? Why, DateOnly? OpenUntil, IReadOnlyList<string> Reasons)
{
    /// <summary>Every kind that the shop makes, most urgent first, and why nothing is offered, where that is so.</summary>
    /// <param name="buyer">With labels as of the day.</param>
    /// <param name="rulebook">The shop's.</param>
    public static (IReadOnlyList<OfferOutlookView> Offers, string? Nothing) Of(Buyer buyer, Rulebook rulebook)
    {
        var asOf = buyer.Class.AsOf;
        var known = OfferMemory.Of(buyer.Offered.Memos.Where(memo => memo.FlaggedOn <= asOf));
        var decision = OfferDecider.Decide(buyer with { Offered = known }, buyer.Class, rulebook, asOf);
        var views = decision.Verdicts.Select(verdict => Of(verdict, known, asOf)).ToList();
        return (views, decision.NothingBecause is { } block && views.All(view => view.State != "Open") ? OfferBlocks.Describe(block) : null);
    }

    private static OfferOutlookView Of(OfferVerdict verdict, OfferMemory known, DateOnly asOf)
    {
        var open = verdict.IsDue ? null : known.Memos.FirstOrDefault(memo => memo.Kind == verdict.Kind && memo is { HeldOut: false, Closed: false } && asOf <= memo.ExpiresOn);
        var state = verdict.IsDue ? "Due" : open is not null ? "Open" : verdict.Block == OfferBlocks.NotDue ? "NotDue" : "Blocked";
        return new OfferOutlookView(
            Offer.Name(verdict.Kind), state, state is "Blocked" or "NotDue" ? OfferBlocks.Describe(verdict.Block!) : null, open?.ExpiresOn,
            [.. verdict.Reasons.Select(ReasonText.Describe)]);
    }
}
