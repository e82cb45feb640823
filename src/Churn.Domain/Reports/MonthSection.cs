using System.Globalization;
using Churn.Domain.Orders;

namespace Churn.Domain.Reports;

/// <summary>The months of a report, from the month of the first purchase to that of the report, without a gap.</summary>
internal static class MonthSection
{
    internal static IReadOnlyList<MonthFigures> Of(ReportTally tally, ErasedTotals erased)
    {
        var gone = erased.Months.ToDictionary(pair => MonthOf(pair.Key), pair => pair.Value);
        var last = ReportMonth.Of(tally.AsOf);
        var first = tally.All(TallySection.Month).Select(pair => (int)pair.Key.A).Concat(gone.Keys).DefaultIfEmpty(last + 1).Min();
        var months = new List<MonthFigures>();
        long buyers = 0, repeated = 0, threeTimes = 0;
        for (var month = first; month <= last; month++)
        {
            var erasedMonth = gone.GetValueOrDefault(month);
            var newBuyers = tally[TallySection.Reached, 1, month];
            buyers += newBuyers;
            repeated += tally[TallySection.Reached, 2, month];
            threeTimes += tally[TallySection.Reached, 3, month];
            months.Add(new MonthFigures(
                ReportMonth.FirstDay(month),
                IsWhole(month, tally.AsOf),
                tally.Of(month, TallyMeasure.Buyers),
                newBuyers,
                tally.Of(month, TallyMeasure.Orders) + erasedMonth.Purchases,
                tally.Of(month, TallyMeasure.Orders) - tally.Of(month, TallyMeasure.AnonymousOrders),
                tally.Of(month, TallyMeasure.NetValue) + erasedMonth.NetValue,
                tally.Of(month, TallyMeasure.ClientOrders),
                tally.Of(month, TallyMeasure.ClientNetValue),
                tally.Of(month, TallyMeasure.AnonymousNetValue),
                erasedMonth.NetValue,
                buyers,
                repeated,
                threeTimes));
        }

        return months;
    }

    /// <summary>Whether the month was over at the end of the day.</summary>
    internal static bool IsWhole(int month, DateOnly asOf) => month < ReportMonth.Of(asOf.AddDays(1));

    private static int MonthOf(string text) => ReportMonth.Of(DateOnly.ParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture));
}
