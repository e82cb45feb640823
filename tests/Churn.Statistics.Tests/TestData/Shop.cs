using Churn.Statistics.Histories;

namespace Churn.Statistics.Tests.TestData;

/// <summary>A shop's buyers as of the end of its calibration window, and what they did after it.</summary>
internal sealed class Shop
{
    internal Shop(IEnumerable<SortedDictionary<DateOnly, double>> buyers, DateOnly end)
    {
        foreach (var all in buyers)
        {
            var days = all.Where(day => day.Key <= end).ToArray();
            if (days.Length == 0)
            {
                continue;
            }

            var birth = days[0].Key.DayNumber;
            InDays.Add(new PurchaseHistory(days.Length - 1, days[^1].Key.DayNumber - birth, end.DayNumber - birth, TimeUnit.Days));
            RepeatMeans.Add(days.Length > 1 ? days.Skip(1).Average(day => day.Value) : double.NaN);
            LogGaps.Add(days.Skip(1).Zip(days, (next, last) => Math.Log(next.Key.DayNumber - last.Key.DayNumber)).Sum());
            HoldoutOrders.Add(all.Count - days.Length);
        }
    }

    internal List<PurchaseHistory> InDays { get; } = [];

    internal List<double> RepeatMeans { get; } = [];

    internal List<double> LogGaps { get; } = [];

    internal List<int> HoldoutOrders { get; } = [];

    internal GroupedHistories Grouped(TimeUnit unit)
    {
        var groups = new GroupedHistories(unit);
        for (var i = 0; i < InDays.Count; i++)
        {
            groups.Add(InDays[i], 1, LogGaps[i]);
        }

        return groups;
    }
}
