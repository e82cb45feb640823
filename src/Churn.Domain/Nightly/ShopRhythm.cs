using Churn.Domain.Labels.Scores;
using Churn.Statistics.Descriptive;

namespace Churn.Domain.Nightly;

/// <summary>The rhythm of a shop, measured on its sample: the gaps between purchases, and when second orders come.</summary>
internal static class ShopRhythm
{
    private const int Week = 7;
    private const int Year = 365;

    /// <summary>The fewest second orders that make a week a peak; with fewer, a peak could be chance.</summary>
    private const int FewestInAPeak = 10;

    internal static GapFacts? Gaps(IReadOnlyList<SampledBuyer> sample, DateOnly asOf)
    {
        if (sample.Count == 0)
        {
            return null;
        }

        var gaps = PurchaseGaps.Of(OrderHistories.From([.. sample.Select(buyer => buyer.Consecutive)]), asOf.DayNumber);
        if (gaps.Count < GapFacts.FewestGaps)
        {
            return null;
        }

        var late = (int)Math.Round(gaps.ShopQuantile(0.9)!.Value);
        var seen = asOf.DayNumber - sample.Min(buyer => buyer.Days[0]);
        return GapFacts.TrustOf(seen, late) is > 0 and var trust
            ? new GapFacts(gaps.Count, (int)Math.Round(gaps.ShopQuantile(0.5)!.Value), late, gaps.PriorWeight) { TrustPercent = trust }
            : null;
    }

    internal static SecondOrderFacts? SecondOrder(IReadOnlyList<SampledBuyer> sample, DateOnly asOf)
    {
        var seen = sample.Where(buyer => buyer.Days[0] < asOf.DayNumber)
            .Select(buyer => buyer.Days[..Math.Min(2, buyer.Days.Length)]).ToList();
        var curve = KaplanMeier.ToSecondPurchase(OrderHistories.From(seen), asOf.DayNumber - 1);
        if (curve.Events < SecondOrderFacts.FewestSecondOrders)
        {
            return null;
        }

        // The first week is left out. It would always win, because buyers who forgot something order again at once, which is not a second
        // visit.
        var peak = Enumerable.Range(Week, Year - (2 * Week)).Select(day => curve.Hazard(day, day + Week - 1))
            .Where(week => week is { Events: >= FewestInAPeak }).MaxBy(week => week!.Value.PerDay);
        return peak is { } best
            ? new SecondOrderFacts(curve.Events, best.FromDay, best.ToDay, best.PerDay, 1 - curve.SurvivalAfter(Year))
            : null;
    }
}
