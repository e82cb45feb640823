using System.Text.RegularExpressions;
using Churn.Testing;

namespace Churn.Functions.Tests.Telemetry;

public sealed partial class MetricDocumentationTests
{
    [Fact]
    public void OperationsPage_Metrics_AreThoseThatAreMeasuredWithTheirUnits()
    {
        using var recorded = new RecordedMetrics();
        var page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "operations.md"));

        var documented = Row().Matches(page).Select(row => $"{row.Groups[1].Value} {row.Groups[2].Value}");

        Assert.Equal(
            recorded.Instruments.Select(instrument => $"{instrument.Name} {instrument.Unit}").Order(StringComparer.Ordinal),
            documented.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `(churn\.[a-z.]+)` \| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
