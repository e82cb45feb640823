using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Shops;

namespace Churn.Domain.Labels;

/// <summary>
/// Decides which buyers the shop's staff should look after first: VIPs, clients at risk, and buyers who have already bought
/// for as much as a VIP's year. A business with a single purchase day has at most medium priority, because even a large
/// order may be a sample or a stopgap.
/// </summary>
internal static class PriorityRules
{
    internal static Priority Judge(
        BuyerFacts facts, Policy policy, Relationship relationship, Activity activity, ImmutableArray<Reason>.Builder reasons)
    {
        var business = policy.Model == BusinessModel.Wholesale || facts.Companies.Count > 0;
        var large = facts.NetValue >= policy.VipNetPerYear;
        var capped = business && facts.PurchaseDays == 1 && relationship < Relationship.Client;
        var high = relationship >= Relationship.Vip || large || (relationship == Relationship.Client && activity is Activity.AtRisk);
        var medium = relationship >= Relationship.Client
            || (relationship == Relationship.Returning && activity != Activity.Lapsed)
            || capped;
        var wanted = high ? Priority.High : medium ? Priority.Medium : Priority.Low;
        var priority = capped && wanted == Priority.High ? Priority.Medium : wanted;
        reasons.Add(new Reason(
            Rules.Attention,
            priority == Priority.High,
            ("priority", (int)priority),
            ("value", facts.NetValue),
            ("large", policy.VipNetPerYear),
            ("singleBusinessOrder", capped ? 1 : 0)));
        return priority;
    }
}
