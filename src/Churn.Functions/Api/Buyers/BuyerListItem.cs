using Churn.Domain.Buyers;

namespace Churn.Functions.Api.Buyers;

/// <summary>A buyer in a list: the labels as they were last stored, and the ids of the rules that hold.</summary>
public sealed record BuyerListItem(
    string Id,
    string? CustomerId,
    string Relationship,
    string Activity,
    DateOnly AsOf,
    int PurchaseDays,
    DateOnly? FirstPurchase,
    DateOnly? LastPurchase,
    long NetValue,
    IReadOnlyList<string> Reasons)
{
    public static BuyerListItem Of(Buyer buyer) => new(
        buyer.Key.Buyer.Value,
        buyer.Facts.CustomerId,
        buyer.Class.Relationship.ToString(),
        buyer.Class.Activity.ToString(),
        buyer.Class.AsOf,
        buyer.Facts.PurchaseDays,
        buyer.Facts.FirstPurchase,
        buyer.Facts.LastPurchase,
        buyer.Facts.NetValue,
        [.. buyer.Class.Reasons.Where(reason => reason.Holds).Select(reason => reason.Rule)]);
}
