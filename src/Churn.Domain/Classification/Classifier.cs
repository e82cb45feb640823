using System.Collections.Immutable;
using Churn.Domain.Buyers;

namespace Churn.Domain.Classification;

/// <summary>The decision: a pure function of facts, policy and day.</summary>
public static class Classifier
{
    private const int DaysPerYear = 365;

    /// <summary>Past this share of the lapse point a buyer is at risk, percent.</summary>
    private const int AtRiskPercent = 80;

    /// <param name="facts">What the ledger says.</param>
    /// <param name="rulebook">The shop's policy and what it learned.</param>
    /// <param name="asOf">The day (the shop's) to classify for.</param>
    public static BuyerClass Classify(BuyerFacts facts, Rulebook rulebook, DateOnly asOf)
    {
        var policy = rulebook.Policy;
        var reasons = ImmutableArray.CreateBuilder<Reason>();
        var cycle = CycleDays(facts, policy);
        var lapse = Math.Max(1, (int)((long)cycle * policy.LapsePercent / 100));
        var relationship = RelationshipOf(facts, policy, cycle, asOf, reasons);
        var activity = ActivityOf(facts, cycle, lapse, asOf, reasons);
        return new BuyerClass
        {
            Relationship = relationship,
            Activity = activity,
            Reasons = reasons.ToImmutable(),
            CycleDays = cycle,
            LapseDays = lapse,
            AsOf = asOf,
            PolicyVersion = policy.Version,
            ModelVersion = rulebook.Model.Version,
        };
    }

    /// <summary>The buyer's mean gap, shrunk to the policy's cycle as if that had been seen <see cref="Policy.CycleWeight"/> times; whole days, at least one.</summary>
    public static int CycleDays(BuyerFacts facts, Policy policy)
    {
        var gaps = Math.Max(0, facts.PurchaseDays - 1);
        return Math.Max(1, (int)((((long)policy.CycleWeight * policy.CycleDays) + facts.TenureDays) / (policy.CycleWeight + gaps)));
    }

    private static Relationship RelationshipOf(BuyerFacts facts, Policy policy, int cycle, DateOnly asOf, ImmutableArray<Reason>.Builder reasons)
    {
        if (facts.PurchaseDays == 0)
        {
            reasons.Add(PurchasesReason(facts, policy, holds: false));
            return Relationship.None;
        }

        var purchases = PurchasesReason(facts, policy, facts.PurchaseDays >= policy.ClientPurchaseDays);
        var tenure = TenureReason(facts, policy, cycle);
        var regularity = RegularityReason(facts, policy);
        var fullPrice = FullPriceReason(facts, policy);
        var subscription = SubscriptionReason(facts, cycle, policy, asOf);
        reasons.AddRange(purchases, tenure, regularity, fullPrice, subscription);
        if (!subscription.Holds && !(purchases.Holds && tenure.Holds && regularity.Holds && fullPrice.Holds))
        {
            return facts.PurchaseDays == 1 ? Relationship.Customer : Relationship.Returning;
        }

        var vip = VipReason(facts, policy);
        reasons.Add(vip);
        return vip.Holds ? Relationship.Vip : Relationship.Client;
    }

    private static Reason PurchasesReason(BuyerFacts facts, Policy policy, bool holds) => new(Rules.Purchases, holds,
        ("purchaseDays", facts.PurchaseDays), ("returningAt", 2), ("clientAt", policy.ClientPurchaseDays));

    private static Reason TenureReason(BuyerFacts facts, Policy policy, int cycle)
    {
        long needed = (long)policy.ClientTenureCycles * cycle;
        return new Reason(Rules.Tenure, facts.TenureDays >= needed, ("tenureDays", facts.TenureDays), ("neededDays", needed));
    }

    private static Reason RegularityReason(BuyerFacts facts, Policy policy)
    {
        var variation = VariationPercent(facts);
        return new Reason(Rules.Regularity, facts.PurchaseDays >= 2 && variation <= policy.ClientVariationPercent,
            ("variationPercent", variation), ("atMostPercent", policy.ClientVariationPercent));
    }

    // Coefficient of variation of the gaps from their count, sum and sum of squares, whole percent: rounded so that it is the same everywhere.
    private static long VariationPercent(BuyerFacts facts)
    {
        var gaps = facts.PurchaseDays - 1;
        if (gaps < 1)
        {
            return 0;
        }

        var mean = (double)facts.TenureDays / gaps;
        var variance = Math.Max(0, ((double)facts.SquaredGaps / gaps) - (mean * mean));
        return (long)Math.Round(100 * Math.Sqrt(variance) / mean);
    }

    private static Reason FullPriceReason(BuyerFacts facts, Policy policy)
    {
        var discounted = 100L * facts.DiscountedOrders / Math.Max(1, facts.PurchaseOrders);
        return new Reason(Rules.FullPrice, discounted <= policy.ClientDiscountedPercent,
            ("discountedPercent", discounted), ("atMostPercent", policy.ClientDiscountedPercent));
    }

    private static Reason SubscriptionReason(BuyerFacts facts, int cycle, Policy policy, DateOnly asOf)
    {
        if (facts.LastSubscriptionPurchase is not { } last)
        {
            return new Reason(Rules.Subscription, false);
        }

        var since = asOf.DayNumber - last.DayNumber;
        var runsFor = (long)cycle * policy.LapsePercent / 100;
        return new Reason(Rules.Subscription, since <= runsFor, ("daysSince", since), ("runsForDays", runsFor));
    }

    private static Reason VipReason(BuyerFacts facts, Policy policy)
    {
        var perYear = (long)((Int128)facts.NetValue * DaysPerYear / Math.Max(DaysPerYear, facts.TenureDays));
        return new Reason(Rules.VipValue, perYear >= policy.VipNetPerYear, ("perYear", perYear), ("neededPerYear", policy.VipNetPerYear));
    }

    private static Activity ActivityOf(BuyerFacts facts, int cycle, int lapse, DateOnly asOf, ImmutableArray<Reason>.Builder reasons)
    {
        if (facts.LastPurchase is not { } last)
        {
            return Activity.None;
        }

        var since = Math.Max(0, asOf.DayNumber - last.DayNumber);
        var atRisk = lapse * AtRiskPercent / 100;
        reasons.Add(new Reason(Rules.Lapse, since <= lapse,
            ("daysSince", since), ("cycleDays", cycle), ("atRiskDays", atRisk), ("lapseDays", lapse)));
        return since > lapse ? Activity.Lapsed
            : since > atRisk ? Activity.AtRisk
            : since > cycle ? Activity.Cooling
            : facts.PurchaseDays == 1 ? Activity.New
            : Activity.Active;
    }
}
