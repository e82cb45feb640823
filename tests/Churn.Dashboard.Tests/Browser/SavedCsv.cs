using System.Text.RegularExpressions;

namespace Churn.Dashboard.Tests.Browser;

/// <summary>A file that the page saved: a heading, and lines of as many cells.</summary>
internal sealed class SavedCsv(string chart, string text)
{
    private readonly string[][] _lines = [.. text.TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(Cells)];

    public IEnumerable<string> Column(string heading)
    {
        var column = Array.IndexOf(_lines[0], heading);
        Assert.True(column >= 0, $"The CSV of {chart} has no column {heading}: {string.Join(',', _lines[0])}");
        return _lines[1..].Select(cells => cells[column]);
    }

    // A comma inside quotes separates nothing.
    private static string[] Cells(string line) =>
        [.. Regex.Matches(line, "(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))").Select(match => match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value)];
}
