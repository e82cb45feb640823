using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Churn.Testing;

namespace Churn.Functions.Tests.Infra;

/// <summary>
/// Checks that each alert exists, is about something that is measured, and writes to someone; and that the budget does so too.
/// </summary>
internal static partial class AlertChecks
{
    private static readonly string[] Needed = ["poison", "queue-age", "lag", "run-not-finished", "failures", "events", "silence"];

    public static IEnumerable<string> Find(Deployment deployment)
    {
        using var metrics = new RecordedMetrics();
        var measured = metrics.Instruments.Select(instrument => instrument.Name).ToHashSet();
        var rules = deployment.OfType("Microsoft.Insights/scheduledQueryRules").ToList();
        var names = rules.Select(NameOf).ToList();
        return
        [
            .. Needed.Except(names).Select(name => $"alert {name}: there is none"),
            .. rules.SelectMany(rule => Metric().Matches(rule.ToJsonString()).Select(match => match.Value).Distinct()
                .Where(metric => !measured.Contains(metric)).Select(metric => $"alert {NameOf(rule)}: nothing measures {metric}")),
            .. rules.Where(rule => Deployment.ValueOf(rule, "properties.actions.actionGroups") is not JsonArray { Count: > 0 })
                .Select(rule => $"alert {NameOf(rule)}: it has no receiver"),
            .. DeadLetters(deployment),
            .. Budget(deployment),
        ];
    }

    // Events that a consumer gave up do not go to a poison queue that the app could measure.
    private static IEnumerable<string> DeadLetters(Deployment deployment)
    {
        var watched = deployment.OfType("Microsoft.Insights/metricAlerts").Any(alert =>
            alert.ToJsonString().Contains("\"DeadletteredMessages\"", StringComparison.Ordinal)
            && ((string)alert["properties"]!["scopes"]![0]!).Contains("/Microsoft.ServiceBus/namespaces/", StringComparison.Ordinal)
            && alert["properties"]!["actions"]!.AsArray().Count > 0);
        return watched ? [] : ["alert dead-letters: no rule watches the dead letters of Service Bus"];
    }

    private static IEnumerable<string> Budget(Deployment deployment)
    {
        var budget = deployment.OfType("Microsoft.Consumption/budgets").SingleOrDefault();
        if (budget is null || (string?)Deployment.ValueOf(budget, "properties.timePeriod.startDate") != "2026-11-01")
        {
            yield return "budget: it does not begin in the month that the parameter names";
        }

        var notes = budget?["properties"]!["notifications"]!.ToJsonString() ?? "";
        if (!notes.Contains("operator@example.org", StringComparison.Ordinal))
        {
            yield return "budget: it does not write to the operator";
        }
    }

    // alert-churn-{token}-{name}
    private static string NameOf(JsonNode rule) => ((string)rule["name"]!).Split('-', 4)[^1];

    [GeneratedRegex(@"churn\.[a-z]+\.[a-z]+")]
    private static partial Regex Metric();
}
