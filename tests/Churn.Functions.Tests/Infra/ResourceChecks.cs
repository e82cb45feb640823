namespace Churn.Functions.Tests.Infra;

/// <summary>Whether every queue, table, topic, role and alert that the code needs is made.</summary>
internal static class ResourceChecks
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private static readonly string[] Alerts = ["poison", "queue-age", "lag", "run-not-finished", "failures", "events", "silence"];

    public static IEnumerable<string> Find(Infrastructure infra, CodeNeeds code) => [.. Made(infra), .. Roles(infra), .. Assignments(infra), .. Watched(infra, code)];

    // main.bicep reads the names out of settings.json and hands them on; each module makes one resource a name.
    private static IEnumerable<string> Made(Infrastructure infra)
    {
        var settings = infra.Settings;
        var bus = settings.Keys.Where(name => name.StartsWith("ServiceBus", StringComparison.Ordinal)).ToList();
        var queues = infra.Resources.Where(resource => resource.Is($"{Storage}/queueServices/queues") && resource.RepeatedOver == "queues").Select(resource => resource.Body.Property("name")?.Text).ToList();
        string?[] wanted = ["queueName", "'${queueName}-poison'"];
        foreach (var missing in wanted.Except(queues))
        {
            yield return $"storage.bicep: no queue of the name {missing} is made";
        }

        if (!infra.Resources.Any(resource => resource.Is($"{Storage}/tableServices/tables") && resource.RepeatedOver == "tables"))
        {
            yield return "storage.bicep: the tables are not made";
        }

        foreach (var kind in new[] { "topics" })
        {
            if (!infra.Resources.Any(resource => resource.Is($"Microsoft.ServiceBus/namespaces/{kind}") && resource.RepeatedOver == kind))
            {
                yield return $"servicebus.bicep: its {kind} are not made";
            }
        }

        foreach (var (variable, words) in new[] { ("queueSettings", "'Queue'"), ("tables", "'Tables__'"), ("bus", "'ServiceBus'") })
        {
            if (infra.Main.Variable(variable)?.Text.Contains($"items(settings), setting => ", StringComparison.Ordinal) != true || infra.Main.Variable(variable)?.Text.Contains(words, StringComparison.Ordinal) != true)
            {
                yield return $"main.bicep: variable {variable} does not take its names from settings.json";
            }
        }

        foreach (var name in bus.Where(name => !name.EndsWith("Topic", StringComparison.Ordinal)  && !name.EndsWith("Subscription", StringComparison.Ordinal)))
        {
            yield return $"setting {name}: servicebus.bicep makes nothing of it";
        }
    }

    private static IEnumerable<string> Roles(Infrastructure infra)
    {
        var names = infra.Files.Json(InfraFiles.Roles).Select(pair => pair.Key).ToList();
        foreach (var role in RoleIds.Known.Keys.Except(names))
        {
            yield return $"role {role}: roles.json does not name it";
        }

        foreach (var (role, id) in infra.Files.Json(InfraFiles.Roles))
        {
            if (RoleIds.Known.GetValueOrDefault(role) != (string?)id)
            {
                yield return $"role {role}: that is not its id";
            }

            var users = infra.Bicep.Values.Where(file => file.Root.OfType("member_expression").Any(member => member.Text == $"roles.{role}")).ToList();
            if (users is not [var user])
            {
                yield return $"role {role}: {users.Count} modules grant it, and one should";
            }
            else if (!user.Resources.Any(resource => resource.Is("Microsoft.Authorization/roleAssignments")))
            {
                yield return $"role {role}: {user.Path} grants nothing";
            }
        }
    }

    // An assignment's name is made of its role: one that differed would collide with, or shadow, another assignment.
    private static IEnumerable<string> Assignments(Infrastructure infra) => infra.Resources
        .Where(resource => resource.Is("Microsoft.Authorization/roleAssignments"))
        .Where(grant => Last(grant.Body.Property("name")) != Last(grant.Body.Property("properties.roleDefinitionId")))
        .Select(grant => $"{grant.File}: the same role must make {grant.Symbol}'s name and definition");

    private static string? Last(BicepNode? call) => call?.OfType("arguments").First().Children[^1].Text;

    private static IEnumerable<string> Watched(Infrastructure infra, CodeNeeds code)
    {
        var alerts = infra.Bicep.GetValueOrDefault("infra/modules/alerts.bicep");
        var rules = alerts?.Variable("rules")?.Children ?? [];
        foreach (var missing in Alerts.Except(rules.Select(rule => rule.Property("name")?.Value ?? "")))
        {
            yield return $"alerts.bicep: there is no alert {missing}";
        }

        foreach (var metric in rules.SelectMany(rule => MetricNames.In(rule.Text)).Where(metric => !code.Metrics.Contains(metric)))
        {
            yield return $"alerts.bicep: nothing measures {metric}";
        }

        if (!infra.Resources.Any(resource => resource.Is("Microsoft.Insights/scheduledQueryRules") && resource.RepeatedOver == "rules"))
        {
            yield return "alerts.bicep: its rules are not made";
        }

        // What a consumer of events gives up goes to no poison queue that the app could measure.
        if (!infra.Resources.Any(resource => resource.Is("Microsoft.Insights/metricAlerts") && resource.Body.Property("properties.scopes")?.Text == "[serviceBusId]"
            && resource.Body.Property("properties.criteria")?.Text.Contains("'DeadletteredMessages'", StringComparison.Ordinal) == true))
        {
            yield return "alerts.bicep: nobody hears of the dead letters of Service Bus";
        }

        if (!infra.Resources.Any(resource => resource.Is("Microsoft.Consumption/budgets") && resource.Body.Property("properties.notifications") is not null))
        {
            yield return "budget.bicep: no budget warns anybody";
        }
    }
}
