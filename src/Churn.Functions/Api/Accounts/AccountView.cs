using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Functions.Api.Buyers;

namespace Churn.Functions.Api.Accounts;

/// <summary>A company's account as the API shows it: the stored facts with today's labels.</summary>
public sealed record AccountView(
    string Company,
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
    IReadOnlyList<string> Members,
    IReadOnlyList<ReasonView> Reasons)
{
    public static AccountView Of(Account account, Rulebook rulebook, DateOnly today, IReadOnlyCollection<BuyerId> members)
    {
        var labels = AccountClassifier.Classify(account.Facts, rulebook, today);
        return new AccountView(
            account.Key.Company,
            labels.Relationship.ToString(),
            labels.Activity.ToString(),
            labels.AsOf,
            labels.PolicyVersion,
            labels.ModelVersion,
            account.Facts.Orders,
            account.Facts.PurchaseDays,
            account.Facts.FirstPurchase,
            account.Facts.LastPurchase,
            account.Facts.NetValue,
            labels.CycleDays,
            labels.LapseDays,
            [.. members.Select(member => member.Value)],
            [.. labels.Reasons.Select(ReasonView.Of)]);
    }
}
