using System.Globalization;

namespace Churn.Statistics.Tests.TestData;

/// <summary>Real order histories beside the repository; null where they are not, and the test says so.</summary>
internal static class SharedData
{
    internal static readonly Lazy<Shop?> CdnowSample = new(() => Load("cdnow_sample", 0, 2, 4, new DateOnly(1997, 9, 30)));

    internal static readonly Lazy<Shop?> CdnowMaster = new(() => Load("cdnow_master", 0, 1, 3, new DateOnly(1997, 9, 30)));

    internal static readonly Lazy<Shop?> OnlineRetail = new(() => Load("online_retail", 0, 1, 2, new DateOnly(2011, 8, 31), kindColumn: 4));

    internal static bool IsMissing(Shop? shop)
    {
        if (shop is null)
        {
            Console.WriteLine("SKIPPED: ../shared/data is not beside the repository, so nothing was compared with real histories.");
        }

        return shop is null;
    }

    private static Shop? Load(string name, int idColumn, int dateColumn, int valueColumn, DateOnly end, int kindColumn = -1)
    {
        var path = Find(name);
        if (path is null)
        {
            return null;
        }

        var buyers = new SortedDictionary<string, SortedDictionary<DateOnly, double>>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path).Skip(1))
        {
            var cells = line.Split(',');
            if (kindColumn >= 0 && (cells[kindColumn] != "sale" || double.Parse(cells[valueColumn], CultureInfo.InvariantCulture) <= 0))
            {
                continue;
            }

            if (!buyers.TryGetValue(cells[idColumn], out var days))
            {
                buyers[cells[idColumn]] = days = [];
            }

            var day = DateOnly.ParseExact(cells[dateColumn][..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            days[day] = days.GetValueOrDefault(day) + double.Parse(cells[valueColumn], CultureInfo.InvariantCulture);
        }

        return new Shop(buyers.Values, end);
    }

    private static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "..", "shared", "data", name, "orders.csv");
            if (File.Exists(Path.Combine(folder.FullName, "Churn.Functions.sln")))
            {
                return File.Exists(path) ? path : null;
            }
        }

        return null;
    }
}
