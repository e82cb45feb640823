using System.Globalization;
using Churn.Statistics.Descriptive;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.GammaGamma;
using Churn.Statistics.Scoring;

namespace Churn.Statistics.Tests.TestData;

/// <summary>The CDNOW sample: 2,357 buyers, calibration to 1997-09-30, holdout of 39 weeks to 1998-06-30.</summary>
internal static class CdnowSample
{
    private static readonly int Start = new DateOnly(1997, 1, 1).DayNumber;

    /// <summary>The days of each buyer's orders; a day stands twice if the buyer placed two orders on it.</summary>
    private static readonly Lazy<int[][]> OrderDays = new(() =>
        [
            .. CountsFile.Column("cdnow-sample-days.csv", "days")
                .Select(days => days.Split(' ').Select(day => Start + Number(day)).ToArray()),
        ]);

    private static readonly Lazy<OrderHistories> Merged = new(Load);

    internal static OrderHistories Histories => Merged.Value;

    /// <summary>The histories as of the end of the calibration, counted here and not by the library.</summary>
    internal static IReadOnlyList<PurchaseHistory> InDays { get; } = [.. OrderDays.Value.Select(AtCalibrationEnd)];

    /// <summary>The number of purchase days in the holdout, by buyer.</summary>
    internal static IReadOnlyList<int> HoldoutOrders { get; } =
        [.. OrderDays.Value.Select(days => days.Where(day => day > CalibrationEnd).Distinct().Count())];

    /// <summary>The repeat purchases of the calibration and their amounts.</summary>
    internal static SpendHistories Spend => CountsFile.Spend("cdnow-sample-spend.csv");

    /// <summary>The revenue of each buyer over 78 weeks in cents, in no particular order.</summary>
    internal static long[] Revenue => [.. CountsFile.Column("cdnow-sample-revenue.csv", "cents").Select(cents => (long)Number(cents))];

    internal static int CalibrationEnd => new DateOnly(1997, 9, 30).DayNumber;

    internal static int End => new DateOnly(1998, 6, 30).DayNumber;

    internal static CalibrationHoldoutSplit Split() => CalibrationHoldoutSplit.Of(Histories, CalibrationEnd, End - CalibrationEnd);

    internal static GroupedHistories Grouped(TimeUnit unit)
    {
        var groups = new GroupedHistories(unit);
        foreach (var days in OrderDays.Value)
        {
            var calibration = days.Where(day => day <= CalibrationEnd).Distinct().ToArray();
            groups.Add(AtCalibrationEnd(days), 1, calibration.Skip(1).Zip(calibration, (next, last) => Math.Log(next - last)).Sum());
        }

        return groups;
    }

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);

    private static PurchaseHistory AtCalibrationEnd(int[] days)
    {
        var calibration = days.Where(day => day <= CalibrationEnd).Distinct().ToArray();
        return new PurchaseHistory(calibration.Length - 1, calibration[^1] - days[0], CalibrationEnd - days[0], TimeUnit.Days);
    }

    private static OrderHistories Load()
    {
        var rows = OrderDays.Value.SelectMany((days, buyer) => days.Select(day => (Buyer: buyer, Day: day))).ToArray();
        return OrderHistories.FromRows([.. rows.Select(row => row.Buyer)], [.. rows.Select(row => row.Day)], OrderDays.Value.Length);
    }
}
