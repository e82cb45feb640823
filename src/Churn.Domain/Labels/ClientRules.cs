using Churn.Domain.Buyers;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Labels.Scores;

namespace Churn.Domain.Labels;

/// <summary>
/// The rules for a client. Tenure, regularity and full-price purchases make a client permanently; a subscription or a contract does as long
/// as it runs.
/// </summary>
internal static class ClientRules
{
    /// <summary>
    /// Percentage points of leeway for a buyer that met a rule before the last purchase. Without it, gaps and discounts near a limit would
    /// change the label with every order.
    /// </summary>
    internal const int LeewayPercent = 20;

    internal static Reason Purchases(BuyerFacts facts, Policy policy) => new(
        Rules.Purchases,
        facts.OwnPurchaseDays >= policy.ClientPurchaseDays,
        ("purchaseDays", facts.PurchaseDays),
        ("ownDays", facts.OwnPurchaseDays),
        ("returningAt", 2),
        ("clientAt", policy.ClientPurchaseDays));

    internal static Reason Tenure(BuyerFacts facts, Policy policy, Rhythm rhythm)
    {
        long needed = (long)policy.ClientTenureCycles * rhythm.CycleDays;
        return new Reason(Rules.Tenure, facts.OwnTenureDays >= needed, ("tenureDays", facts.OwnTenureDays), ("neededDays", needed));
    }

    /// <summary>Whether purchases and tenure made the buyer a client before the last purchase day for own need.</summary>
    internal static bool HadTenure(BuyerFacts facts, Rulebook rulebook)
    {
        var policy = rulebook.Policy;
        return facts.OwnPurchaseDays > policy.ClientPurchaseDays
            && facts.OwnTenureDays - facts.LastGapDays
                >= (long)policy.ClientTenureCycles * Rhythm.BeforeLast(facts, rulebook).CycleDays;
    }

    internal static Reason Regularity(BuyerFacts facts, Policy policy, bool wasClient)
    {
        var gap = facts.LastGapDays;
        var variation = Variation(facts.OwnPurchaseDays - 1, facts.OwnTenureDays, facts.OwnSquaredGaps);
        var before = Variation(facts.OwnPurchaseDays - 2, facts.OwnTenureDays - gap, facts.OwnSquaredGaps - ((long)gap * gap));
        var limit = wasClient && before <= policy.ClientVariationPercent
            ? policy.ClientVariationPercent + LeewayPercent : policy.ClientVariationPercent;
        var holds = facts.OwnPurchaseDays >= 2 && variation <= limit;
        return new Reason(Rules.Regularity, holds, ("variationPercent", variation), ("atMostPercent", limit));
    }

    internal static Reason FullPrice(BuyerFacts facts, Policy policy, bool wasClient)
    {
        var last = facts.Recent.Count > 0 ? facts.Recent[^1] : default;
        var discounted = Discounted(facts.DiscountedOrders, facts.PurchaseOrders);
        var before = Discounted(facts.DiscountedOrders - last.DiscountedOrders, facts.PurchaseOrders - last.Orders);
        var limit = policy.ClientDiscountedPercent is > 0 and < 100 && wasClient && before <= policy.ClientDiscountedPercent
            ? Math.Min(99, policy.ClientDiscountedPercent + LeewayPercent) : policy.ClientDiscountedPercent;
        return new Reason(Rules.FullPrice, discounted <= limit, ("discountedPercent", discounted), ("atMostPercent", limit));
    }

    /// <summary>Returns null if the buyer never subscribed.</summary>
    internal static Reason? Subscription(BuyerFacts facts, Rhythm rhythm, DateOnly asOf) => facts.LastSubscriptionPurchase is not { } last
        ? null
        : new Reason(
            Rules.Subscription,
            asOf.DayNumber - last.DayNumber <= rhythm.LapseDays,
            ("daysSince", asOf.DayNumber - last.DayNumber),
            ("runsForDays", rhythm.LapseDays),
            ("orderDays", facts.SubscriptionDays));

    /// <summary>Returns null if the buyer never had a contract.</summary>
    internal static Reason? Contract(BuyerFacts facts, Policy policy, ShopModel model, DateOnly asOf)
    {
        if (facts is not { ContractStart: { } start, ContractUntil: { } until })
        {
            return null;
        }

        var left = until.DayNumber - asOf.DayNumber;
        var numbers = new List<(string, long)>
        {
            ("daysLeft", left),
            ("graceDays", policy.ContractGraceDays),
            ("runningDays", asOf.DayNumber - start.DayNumber),
            ("renewals", facts.ContractRenewals),
        };
        if (left >= -policy.ContractGraceDays && model.Contracts is { } contracts)
        {
            numbers.Add(("renewalPercent", (long)Math.Round(100 * contracts.ToModel().Retention(facts.ContractRenewals + 1))));
        }

        return new Reason(Rules.Contract, left >= -policy.ContractGraceDays, [.. numbers]);
    }

    /// <summary>Returns the last day on which a subscription or a contract makes the buyer a client; null if there was neither.</summary>
    internal static DateOnly? RunsUntil(BuyerFacts facts, Policy policy, Rhythm rhythm)
    {
        var subscription = facts.LastSubscriptionPurchase?.AddDays(rhythm.LapseDays);
        var contract = facts.ContractUntil?.AddDays(policy.ContractGraceDays);
        return subscription is { } one && contract is { } other ? (one > other ? one : other) : subscription ?? contract;
    }

    // The coefficient of variation of the gaps, from their count, sum and sum of squares. It is rounded to whole percent so that it is the
    // same on every machine.
    private static long Variation(int gaps, int days, long squares)
    {
        if (gaps < 1)
        {
            return 0;
        }

        var mean = (double)days / gaps;
        var variance = Math.Max(0, ((double)squares / gaps) - (mean * mean));
        return (long)Math.Round(100 * Math.Sqrt(variance) / mean);
    }

    private static long Discounted(int discounted, int orders) => 100L * discounted / Math.Max(1, orders);
}
