using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Classification;

/// <summary>
/// Whom the shop's people should look after first: VIPs and clients at risk, and whoever began with an order as large as a VIP's year. A business's
/// single order may be a sample or a stopgap, however large: until the second one it has at most medium priority.
/// </summary>
internal static class PriorityRules
{
    internal static Priority Judge(
        BuyerFacts facts, Policy policy, Relationship relationship, Activity activity, ImmutableArray<Reason>.Builder reasons)
    {
        var business = policy.Model == BusinessModel.Wholesale || facts.Companies.Count > 0;
        var large = facts.NetValue >= policy.VipNetPerYear;
        var capped = business && facts.PurchaseDays == 1 && relationship < Relationship.Client;
        var wanted = relationship >= Relationship.Vip || large || (relationship == Relationship.Client && activity is Activity.AtRisk) ? Priority.High
            : relationship >= Relationship.Client || (relationship == Relationship.Returning && activity != Activity.Lapsed) || capped ? Priority.Medium
            : Priority.Low;
        var priority = capped && wanted == Priority.High ? Priority.Medium : wanted;
        reasons.Add(new Reason(Rules.Attention, priority == Priority.High,
            ("priority", (int)priority), ("value", facts.NetValue), ("large", policy.VipNetPerYear), ("singleBusinessOrder", capped ? 1 : 0)));
        return priority;
    }
}
