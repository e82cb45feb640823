using Churn.Domain.Buyers;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Labels.Scores;

namespace Churn.Domain.Labels;

/// <summary>
/// A buyer's usual gap and lapse point, in days. The buyer's own gaps are shrunk towards a prior: the cycle of the products bought last,
/// else the cycle learned from the shop's gaps, else the policy's. Gifts are left out.
/// </summary>
/// <param name="CycleDays">The usual gap, at least 1.</param>
/// <param name="AtRiskDays">Days past which the buyer is at risk.</param>
/// <param name="LapseDays">Days past which the buyer has lapsed.</param>
internal readonly record struct Rhythm(int CycleDays, int AtRiskDays, int LapseDays)
{
    /// <summary>
    /// Learned cycles above this many days are rounded to whole weeks, so that small nightly changes of a shop's median do not move labels
    /// back and forth.
    /// </summary>
    private const int DaysBeforeWeeks = 28;

    internal static Rhythm Of(BuyerFacts facts, Rulebook rulebook) =>
        Of(facts.OwnTenureDays, Math.Max(0, facts.OwnPurchaseDays - 1), facts, rulebook);

    /// <summary>Returns the rhythm as it was before the last purchase for own need.</summary>
    internal static Rhythm BeforeLast(BuyerFacts facts, Rulebook rulebook) =>
        Of(facts.OwnTenureDays - facts.LastGapDays, Math.Max(0, facts.OwnPurchaseDays - 2), facts, rulebook);

    private static Rhythm Of(int tenureDays, int gaps, BuyerFacts facts, Rulebook rulebook)
    {
        var policy = rulebook.Policy;
        var (prior, weight, lapsePercent) = Prior(facts, rulebook);
        var cycle = Math.Max(1, (int)((((long)weight * prior) + tenureDays) / (weight + gaps)));
        var lapse = Math.Max(policy.SeasonDays, Math.Max(1, (int)((long)cycle * lapsePercent / 100)));
        return new Rhythm(cycle, (int)((long)lapse * policy.AtRiskPercent / 100), lapse);
    }

    private static (int Days, int Weight, int LapsePercent) Prior(BuyerFacts facts, Rulebook rulebook)
    {
        var policy = rulebook.Policy;
        var products = facts.Products.Where(need => need.Last == facts.LastOwnPurchase)
            .Select(need => policy.Products.GetValueOrDefault(need.Product)?.Cycle ?? 0).Where(days => days > 0).ToList();
        return products.Count > 0 ? (products.Min(), policy.CycleWeight, policy.LapsePercent)
            : policy.LearnCycle && rulebook.Model.Gaps is { } gaps ? Learned(gaps, policy)
            : (policy.CycleDays, policy.CycleWeight, policy.LapsePercent);
    }

    private static (int Days, int Weight, int LapsePercent) Learned(GapFacts gaps, Policy policy)
    {
        var median = Math.Max(1, gaps.MedianDays);
        var days = median <= DaysBeforeWeeks ? median : (median + 3) / 7 * 7;
        var late = Math.Clamp(100L * gaps.LateDays / median, 120, 600) / 10 * 10;
        return (
            Between(policy.CycleDays, days),
            Between(policy.CycleWeight, Math.Clamp((int)Math.Round(gaps.OwnWeight), 1, 100)),
            Between(policy.LapsePercent, (int)late));

        int Between(int ofPolicy, int learned) => ofPolicy + ((learned - ofPolicy) * gaps.TrustPercent / 100);
    }
}
