using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Scores;

namespace Churn.Functions.Buyers;

/// <summary>A buyer as the API shows them.</summary>
public sealed record BuyerView(
    string Id,
    string? CustomerId,
    IReadOnlyCollection<string> Companies,
    string Relationship,
    string Activity,
    DateOnly AsOf,
    string PolicyVersion,
    string ModelVersion,
    int Orders,
    int PurchaseDays,
    DateOnly? FirstPurchase,
    DateOnly? LastPurchase,
    long NetValue,
    int CycleDays,
    int LapseDays,
    IReadOnlyList<ReasonView> Reasons,
    ScoresView Scores)
{
    /// <param name="buyer">With labels.</param>
    /// <param name="rulebook">The shop's.</param>
    /// <param name="asOf">The day that the scores hold for.</param>
    public static BuyerView Of(Buyer buyer, Rulebook rulebook, DateOnly asOf) => new(
        buyer.Key.Buyer.Value,
        buyer.Facts.CustomerId,
        buyer.Facts.Companies,
        buyer.Class.Relationship.ToString(),
        buyer.Class.Activity.ToString(),
        buyer.Class.AsOf,
        buyer.Class.PolicyVersion,
        buyer.Class.ModelVersion,
        buyer.Facts.Orders,
        buyer.Facts.PurchaseDays,
        buyer.Facts.FirstPurchase,
        buyer.Facts.LastPurchase,
        buyer.Facts.NetValue,
        buyer.Class.CycleDays,
        buyer.Class.LapseDays,
        [.. buyer.Class.Reasons.Select(ReasonView.Of)],
        ScoresView.Of(Scorer.Score(buyer.Facts, rulebook, asOf)));
}
