using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Scores;

namespace Churn.Functions.Api.Buyers;

/// <summary>The reasons for a buyer's labels, and what would change the labels.</summary>
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
            outlook is { Next: { } label, From: { } from }
                ? new NextLabelView(label.ToString(), outlook.Purchases, from, outlook.Until)
                : null,
            ScoresView.Of(Scorer.Score(buyer.Facts, rulebook, asOf)),
            offers,
            nothing);
    }
}

/// <summary>
/// The next label, how many purchases it needs, and the days between which the last of them may come. <see cref="Until"/> is null when
/// no last day was found within the 730 days that are searched.
/// </summary>
public sealed record NextLabelView(string Relationship, int Purchases, DateOnly From, DateOnly? Until);
