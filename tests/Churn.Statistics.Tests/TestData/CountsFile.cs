using System.Globalization;
using Churn.Statistics.Histories;
using Churn.Statistics.Models.GammaGamma;
using CsvHelper;

namespace Churn.Statistics.Tests.TestData;

/// <summary>Reads the counted histories of this folder; SOURCES.md says what they are.</summary>
internal static class CountsFile
{
    /// <summary>Reads a column; each value comes as often as its row counts buyers.</summary>
    internal static IEnumerable<string> Column(string name, string column) =>
        Rows(name, csv => (csv.GetField(column)!, csv.GetField<int>("buyers"))).SelectMany(row => Enumerable.Repeat(row.Item1, row.Item2));

    /// <summary>Reads a file of (x, t_x, T) in days.</summary>
    internal static GroupedHistories Histories(string name, TimeUnit unit)
    {
        var groups = new GroupedHistories(unit);
        foreach (var (history, buyers) in Rows(name, csv => (
            new PurchaseHistory(csv.GetField<int>("x"), csv.GetField<int>("tx"), csv.GetField<int>("T"), TimeUnit.Days),
            csv.GetField<int>("buyers"))))
        {
            groups.Add(history, buyers);
        }

        return groups;
    }

    /// <summary>Reads a file of repeat purchases and their amounts in cents.</summary>
    internal static SpendHistories Spend(string name)
    {
        var spend = new SpendHistories();
        foreach (var (x, cents, buyers) in Rows(name, csv => (
            csv.GetField<int>("x"), csv.GetField<int>("cents"), csv.GetField<int>("buyers"))))
        {
            spend.Add(x, cents / 100.0 / x, buyers);
        }

        return spend;
    }

    private static List<T> Rows<T>(string name, Func<CsvReader, T> read)
    {
        using var text = File.OpenText(Path.Combine(AppContext.BaseDirectory, "TestData", name));
        using var csv = new CsvReader(text, CultureInfo.InvariantCulture);
        var rows = new List<T>();
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
        {
            rows.Add(read(csv));
        }

        return rows;
    }
}
