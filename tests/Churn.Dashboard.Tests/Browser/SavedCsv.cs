using System.Globalization;
using CsvHelper;

namespace Churn.Dashboard.Tests.Browser;

/// <summary>A file that the page saved: a line of headings, then lines with as many cells.</summary>
internal sealed class SavedCsv(string chart, string text)
{
    public IEnumerable<string> Column(string heading)
    {
        using var csv = new CsvReader(new StringReader(text.TrimStart('\ufeff')), CultureInfo.InvariantCulture);
        Assert.True(csv.Read() && csv.ReadHeader(), $"The CSV of {chart} is empty.");
        Assert.True(
            csv.HeaderRecord!.Contains(heading),
            $"The CSV of {chart} has no column {heading}: {string.Join(',', csv.HeaderRecord!)}");
        while (csv.Read())
        {
            yield return csv.GetField(heading)!;
        }
    }
}
