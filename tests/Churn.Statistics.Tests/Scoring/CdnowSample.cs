using System.Globalization;
using Churn.Statistics.Descriptive;
using Churn.Statistics.Scoring;
using CsvHelper;

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
        using var text = File.OpenText(Path!);
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        foreach (var order in csv.GetRecords(new { customer_id = "", date = default(DateOnly), value = 0m }))
        {
            if (known.TryAdd(order.customer_id, known.Count))
            {
                revenue.Add(0);
            }

            buyers.Add(known[order.customer_id]);
            days.Add(order.date.DayNumber);
            revenue[known[order.customer_id]] += (long)(order.value * 100);
        }

        return (OrderHistories.FromRows(buyers.ToArray(), days.ToArray(), known.Count), [.. revenue]);
    }
}
