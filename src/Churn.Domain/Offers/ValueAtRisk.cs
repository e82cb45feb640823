using Churn.Domain.Buyers;
using Churn.Domain.Classification;

namespace Churn.Domain.Offers;

/// <summary>What a shop stands to lose when a buyer stays away: the order in which accounts are looked after.</summary>
public static class ValueAtRisk
{
    private const int DaysPerYear = 365;

    /// <summary>Net value a year over the buyer's tenure, minor units; within the first year, what they bought so far.</summary>
    public static long PerYear(BuyerFacts facts) => (long)((Int128)facts.NetValue * DaysPerYear / Math.Max(DaysPerYear, facts.TenureDays));

    /// <summary>That, times the share of the way to the lapse point that has passed, minor units.</summary>
    public static long Of(BuyerFacts facts, BuyerClass labels, DateOnly asOf)
    {
        var since = facts.LastPurchase is { } last ? Math.Max(0, asOf.DayNumber - last.DayNumber) : 0;
        return (long)((Int128)PerYear(facts) * Math.Min(since, labels.LapseDays) / labels.LapseDays);
    }
}
