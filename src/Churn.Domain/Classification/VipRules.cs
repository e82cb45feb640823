using Churn.Domain.Buyers;

namespace Churn.Domain.Classification;

/// <summary>
/// Which clients are VIPs: by predicted value once the shop's model has a threshold, until then by the net value of this month and the twelve before
/// it. Never by what was charged with tax. Calendar months are exact for every buyer, however often they order.
/// </summary>
internal static class VipRules
{
    private const int Year = 12;

    internal static Reason Judge(BuyerFacts facts, Rulebook rulebook, DateOnly asOf) => ByPolicy(facts, rulebook.Policy, asOf);

    private static Reason ByPolicy(BuyerFacts facts, Policy policy, DateOnly asOf)
    {
        var month = new DateOnly(asOf.Year, asOf.Month, 1);
        var now = YearTo(facts, month);
        var best = Enumerable.Range(0, policy.VipGraceMonths + 1).Max(back => YearTo(facts, month.AddMonths(-back)));
        return new Reason(Rules.VipValue, best >= policy.VipNetPerYear,
            ("lastYear", now), ("before", best), ("neededPerYear", policy.VipNetPerYear), ("graceMonths", policy.VipGraceMonths));
    }

    private static long YearTo(BuyerFacts facts, DateOnly month)
    {
        var (from, sum) = (month.AddMonths(-Year), 0L);
        for (var i = facts.Months.Count - 1; i >= 0 && facts.Months[i].Month >= from; i--)
        {
            sum += facts.Months[i].Month <= month ? facts.Months[i].NetValue : 0;
        }

        return sum;
    }
}
