using System.Globalization;
using Churn.Statistics.Descriptive;
using Churn.Statistics.Scoring;

namespace Churn.Statistics.Tests.Scoring;

/// <summary>The CDNOW sample: 2,357 buyers, calibration to 1997-09-30, holdout of 39 weeks to 1998-06-30.</summary>
internal static class CdnowSample
{
    private static readonly Lazy<(OrderHistories Histories, long[] Revenue)> Loaded = new(Load);

    internal static string? Path { get; } = Find();

    internal static OrderHistories Histories => Loaded.Value.Histories;

    /// <summary>Revenue of 78 weeks in cents, by buyer.</summary>
    internal static long[] Revenue => Loaded.Value.Revenue;

    internal static int CalibrationEnd { get; } = new DateOnly(1997, 9, 30).DayNumber;

    internal static int End { get; } = new DateOnly(1998, 6, 30).DayNumber;

    internal static CalibrationHoldoutSplit Split() => CalibrationHoldoutSplit.Of(Histories, CalibrationEnd, End - CalibrationEnd);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Churn.Functions.sln")))
            {
                var file = System.IO.Path.Combine(folder.Parent!.FullName, "shared", "data", "cdnow_sample", "orders.csv");
                return File.Exists(file) ? file : null;
            }
        }

        return null;
    }

    private static (OrderHistories Histories, long[] Revenue) Load()
    {
        var (buyers, days, revenue) = (new List<int>(), new List<int>(), new List<long>());
        var known = new Dictionary<string, int>();
        foreach (var line in File.ReadLines(Path!).Skip(1))
        {
            var cells = line.Split(',');
            if (known.TryAdd(cells[0], known.Count))
            {
                revenue.Add(0);
            }

            buyers.Add(known[cells[0]]);
            days.Add(DateOnly.Parse(cells[2], CultureInfo.InvariantCulture).DayNumber);
            revenue[known[cells[0]]] += (long)(decimal.Parse(cells[4], CultureInfo.InvariantCulture) * 100);
        }

        return (OrderHistories.FromRows(buyers.ToArray(), days.ToArray(), known.Count), [.. revenue]);
    }
}
