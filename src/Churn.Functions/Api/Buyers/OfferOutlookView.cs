using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Offers;

namespace Churn.Functions.Api.Buyers;

/// <summary>
/// One kind of offer for a buyer on a day: <c>Due</c> (to be flagged), <c>Open</c> (flagged and not expired), <c>Blocked</c> (the rule
/// holds, but something else prevents the offer) or <c>NotDue</c>. The view does not show whether the buyer is held out, so that the shop
/// treats both groups alike.
/// </summary>
public sealed record OfferOutlookView(string Kind, string State, string? Why, DateOnly? OpenUntil, IReadOnlyList<string> Reasons)
{
    /// <summary>Every kind that the shop offers, most urgent first, and the reason when nothing is offered.</summary>
    /// <param name="buyer">The buyer, labelled for the day in question.</param>
    public static (IReadOnlyList<OfferOutlookView> Offers, string? Nothing) Of(Buyer buyer, Rulebook rulebook)
    {
        var asOf = buyer.Class.AsOf;
        var known = OfferHistory.Of(buyer.Offered.Records.Where(offerRecord => offerRecord.FlaggedOn <= asOf));
        var decision = OfferDecider.Decide(buyer with { Offered = known }, buyer.Class, rulebook, asOf);
        var views = decision.Verdicts.Select(verdict => Of(verdict, known, asOf)).ToList();
        return (
            views,
            decision.NothingBecause is { } block && views.All(view => view.State != "Open") ? OfferBlocks.Describe(block) : null);
    }

    private static OfferOutlookView Of(OfferVerdict verdict, OfferHistory known, DateOnly asOf)
    {
        var open = verdict.IsDue ? null : known.Records.FirstOrDefault(
            offerRecord => offerRecord.Kind == verdict.Kind && offerRecord is { HeldOut: false, Closed: false } && asOf <= offerRecord.ExpiresOn);
        var state = verdict.IsDue ? "Due" : open is not null ? "Open" : verdict.Block == OfferBlocks.NotDue ? "NotDue" : "Blocked";
        return new OfferOutlookView(
            OfferKinds.NameOf(verdict.Kind), state,
            state is "Blocked" or "NotDue" ? OfferBlocks.Describe(verdict.Block!) : null, open?.ExpiresOn,
            [.. verdict.Reasons.Select(ReasonText.Describe)]);
    }
}
