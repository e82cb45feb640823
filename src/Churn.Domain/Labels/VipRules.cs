using Churn.Domain.Buyers;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Labels.Scores;

namespace Churn.Domain.Labels;

/// <summary>
/// Decides which clients are VIPs: by predicted value once the shop's model has a threshold, until then by the net value (without tax) of
/// this month and the twelve before it. The sums over calendar months are exact for every buyer, however often they order.
/// </summary>
internal static class VipRules
{
    private const int Year = 12;

    internal static Reason Judge(BuyerFacts facts, Rulebook rulebook, DateOnly asOf) =>
        Predicted(facts, rulebook, asOf) ?? ByPolicy(facts, rulebook.Policy, asOf);

    // The prediction falls while nothing is bought. For the grace, the prediction at the start of the grace months counts too, but not one
    // from before the last purchase.
    private static Reason? Predicted(BuyerFacts facts, Rulebook rulebook, DateOnly asOf)
    {
        var (policy, model) = rulebook;
        var needed = policy.VipTopPercent > 0 ? model.ValueOfTop(policy.VipTopPercent) : model.VipValue;
        if (needed is not { } threshold || facts.LastPurchase is not { } last || Scorer.Value(facts, model, asOf) is not { } now)
        {
            return null;
        }

        var since = asOf.AddMonths(-policy.VipGraceMonths);
        var best = last >= asOf ? now : Scorer.Value(facts, model, since > last ? since : last) ?? now;
        return new Reason(Rules.VipPredicted, Math.Max(now, best) >= threshold,
            ("value", Minor(now)),
            ("before", Minor(Math.Max(now, best))),
            ("needed", threshold),
            ("graceMonths", policy.VipGraceMonths));
    }

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

    private static long Minor(double value) => (long)Math.Clamp(Math.Round(value), 0, long.MaxValue / 2);
}
