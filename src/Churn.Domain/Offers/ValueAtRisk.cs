using Churn.Domain.Buyers;

namespace Churn.Domain.Offers;

/// <summary>What a shop stands to lose if a buyer stays away. Key accounts are looked after in the order of this value.</summary>
public static class ValueAtRisk
{
    private const int DaysPerYear = 365;

    /// <summary>Net value a year over the buyer's tenure, minor units; in the first year, all that the buyer bought so far.</summary>
    public static long PerYear(BuyerFacts facts) =>
        (long)((Int128)facts.NetValue * DaysPerYear / Math.Max(DaysPerYear, facts.TenureDays));

    /// <summary>The value a year times the share of the way to the lapse point that has passed, minor units.</summary>
    public static long Of(BuyerFacts facts, BuyerClass labels, DateOnly asOf)
    {
        var since = facts.LastPurchase is { } last ? Math.Max(0, asOf.DayNumber - last.DayNumber) : 0;
        return (long)((Int128)PerYear(facts) * Math.Min(since, labels.LapseDays) / labels.LapseDays);
    }
}
