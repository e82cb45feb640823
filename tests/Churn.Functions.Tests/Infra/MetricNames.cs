using System.Text.RegularExpressions;

namespace Churn.Functions.Tests.Infra;

/// <summary>Names of metrics in a text.</summary>
internal static partial class MetricNames
{
    public static IEnumerable<string> In(string text) => Metric().Matches(text).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"churn\.[a-z]+\.[a-z]+")]
    private static partial Regex Metric();
}
