using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Labels.Policies;

namespace Churn.Domain.Labels;

/// <summary>
/// Decides where a buyer stands between the last purchase for own need and the lapse point. The lapse point moves only with a purchase, so
/// without one the label moves only towards lapsed and never back and forth.
/// </summary>
internal static class ActivityRules
{
    internal static Activity Judge(
        BuyerFacts facts, Rulebook rulebook, Rhythm rhythm, DateOnly asOf, ImmutableArray<Reason>.Builder reasons)
    {
        if (facts.GiftOrders > 0)
        {
            reasons.Add(new Reason(
                Rules.Gifts, facts.OwnPurchaseDays > 0, ("gifts", facts.GiftOrders), ("purchases", facts.PurchaseOrders)));
        }

        if (facts.LastOwnPurchase is not { } last)
        {
            return Activity.None;
        }

        var since = Math.Max(0, asOf.DayNumber - last.DayNumber);
        reasons.Add(new Reason(Rules.Lapse, since <= rhythm.LapseDays,
            ("daysSince", since), ("cycleDays", rhythm.CycleDays), ("atRiskDays", rhythm.AtRiskDays), ("lapseDays", rhythm.LapseDays)));
        AddCeiling(facts, rulebook.Policy, reasons);
        return since > rhythm.LapseDays ? Activity.Lapsed
            : since > rhythm.AtRiskDays ? Activity.AtRisk
            : since > rhythm.CycleDays ? Activity.Cooling
            : IsWonBack(facts, rulebook, since, reasons) ? Activity.WonBack
            : facts.OwnPurchaseDays == 1 ? Activity.New
            : Activity.Active;
    }

    private static bool IsWonBack(BuyerFacts facts, Rulebook rulebook, int since, ImmutableArray<Reason>.Builder reasons)
    {
        var before = Rhythm.BeforeLast(facts, rulebook);
        if (facts.LastGapDays <= before.LapseDays)
        {
            return false;
        }

        var holds = since <= rulebook.Policy.WonBackDays;
        reasons.Add(new Reason(Rules.WonBack, holds,
            ("awayDays", facts.LastGapDays),
            ("lapseDays", before.LapseDays),
            ("daysSince", since),
            ("forDays", rulebook.Policy.WonBackDays)));
        return holds;
    }

    private static void AddCeiling(BuyerFacts facts, Policy policy, ImmutableArray<Reason>.Builder reasons)
    {
        if (ProductCeiling.Fullest(ProductCeiling.Of(facts, policy)) is { } fullest)
        {
            reasons.Add(new Reason(Rules.Ceiling, fullest.IsReached, ("units", fullest.Units), ("ceiling", fullest.Ceiling)));
        }
    }
}
