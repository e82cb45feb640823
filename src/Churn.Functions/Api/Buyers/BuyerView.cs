using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Labels.Scores;

namespace Churn.Functions.Api.Buyers;

/// <summary>A buyer as the API shows it.</summary>
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
    /// <param name="buyer">The buyer, already labelled.</param>
    /// <param name="asOf">The day for which the scores are computed.</param>
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

/// <summary>A rule, whether it holds, the sentence that says so, and the numbers that it used.</summary>
public sealed record ReasonView(string Rule, bool Holds, string Text, IReadOnlyDictionary<string, long> Numbers)
{
    public static ReasonView Of(Reason reason) => new(reason.Rule, reason.Holds, ReasonText.Describe(reason), reason.Numbers);
}
