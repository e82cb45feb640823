using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Scores;

namespace Churn.Functions.Buyers;

/// <summary>Why a buyer bears their labels, and what would change them.</summary>
public sealed record ExplanationView(
    string Id,
    string Relationship,
    string Activity,
    DateOnly AsOf,
    string PolicyVersion,
    string ModelVersion,
    IReadOnlyList<ReasonView> Reasons,
    string Distance,
    string Waiting,
    NextLabelView? Next,
    ScoresView Scores,
    IReadOnlyList<OfferOutlookView> Offers,
    string? Nothing)
{
    public static ExplanationView Of(Buyer buyer, Rulebook rulebook)
    {
        var asOf = buyer.Class.AsOf;
        var outlook = OutlookFinder.Find(buyer.Facts, rulebook, asOf);
        var (offers, nothing) = OfferOutlookView.Of(buyer, rulebook);
        return new ExplanationView(
            buyer.Key.Buyer.Value,
            buyer.Class.Relationship.ToString(),
            buyer.Class.Activity.ToString(),
            asOf,
            buyer.Class.PolicyVersion,
            buyer.Class.ModelVersion,
            [.. buyer.Class.Reasons.Select(ReasonView.Of)],
            OutlookText.Describe(outlook, asOf),
            OutlookText.DescribeWaiting(outlook),
            outlook is { Next: { } label, From: { } from } ? new NextLabelView(label.ToString(), outlook.Purchases, from, outlook.Until) : null,
            ScoresView.Of(Scorer.Score(buyer.Facts, rulebook, asOf)),
            offers,
            nothing);
    }
}
