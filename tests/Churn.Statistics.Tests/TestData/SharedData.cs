using System.Globalization;
using CsvHelper;

namespace Churn.Statistics.Tests.TestData;

/// <summary>Real order histories beside the repository; null where they are not, and the test says so.</summary>
internal static class SharedData
{
    internal static readonly Lazy<Shop?> CdnowSample = new(() => Load("cdnow_sample", new DateOnly(1997, 9, 30)));

    internal static readonly Lazy<Shop?> CdnowMaster = new(() => Load("cdnow_master", new DateOnly(1997, 9, 30)));

    internal static readonly Lazy<Shop?> OnlineRetail = new(() => Load("online_retail", new DateOnly(2011, 8, 31)));

    internal static bool IsMissing(Shop? shop)
    {
        if (shop is null)
        {
            Console.WriteLine("SKIPPED: ../shared/data is not beside the repository, so nothing was compared with real histories.");
        }

        return shop is null;
    }

    private static Shop? Load(string name, DateOnly end)
    {
        var path = Find(name);
        if (path is null)
        {
            return null;
        }

        var buyers = new SortedDictionary<string, SortedDictionary<DateOnly, double>>(StringComparer.Ordinal);
        using var text = File.OpenText(path);
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            var value = csv.GetField<double>("value");
            if (csv.TryGetField<string>("kind", out var kind) && (kind != "sale" || value <= 0))
            {
                continue;
            }

            var id = csv.GetField("customer_id")!;
            if (!buyers.TryGetValue(id, out var days))
            {
                buyers[id] = days = [];
            }

            var day = DateOnly.ParseExact(csv.GetField("date")![..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
            days[day] = days.GetValueOrDefault(day) + value;
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
