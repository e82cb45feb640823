using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json;
using System.Text.RegularExpressions;
using Churn.Domain.Policies;
using Churn.Functions.Http;
using Churn.Storage.Queues;
using Churn.Storage.Tables;
using Churn.TestSupport;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker;

namespace Churn.Functions.Tests.Composition;

public sealed partial class SettingsFileTests
{
    private static readonly string[] NamesInTriggers = [.. typeof(ServiceRegistration).Assembly.GetExportedTypes()
        .SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters())
        .SelectMany(parameter => parameter.GetCustomAttributes<TriggerBindingAttribute>()).SelectMany(Texts)
        .SelectMany(text => SettingName().Matches(text).Select(match => match.Groups[1].Value)).Distinct()];

    public static TheoryData<string> TriggerSettings => [.. NamesInTriggers];

    [Theory]
    [MemberData(nameof(TriggerSettings))]
    public void Sample_SettingOfATrigger_IsThere(string setting) => Assert.NotEqual("", (string?)SampleSettings.Values[setting] ?? "");

    [Fact]
    public void Triggers_Always_NameTheirSettingsInPercentSigns() =>
        Assert.Superset(
            new HashSet<string> { "OrdersQueue", "ReclassifyQueue", "OffersQueue", "NightlySchedule", "OffersSchedule" },
            NamesInTriggers.ToHashSet());

    // Core Tools refuse the file otherwise.
    [Fact]
    public void Sample_Values_AreAllText() =>
        Assert.All(SampleSettings.Values, pair => Assert.Equal(JsonValueKind.String, pair.Value!.GetValueKind()));

    [Fact]
    public void Sample_Queues_AreTheDefaults()
    {
        var defaults = new QueueOptions();
        foreach (var queue in typeof(QueueOptions).GetProperties().Where(property => property.PropertyType == typeof(string)))
        {
            Assert.Equal((queue.Name, queue.GetValue(defaults)), (queue.Name, (string?)SampleSettings.Values[queue.Name]));
        }
    }

    [Fact]
    public void Infra_Settings_AreThoseThatTheCodeReads()
    {
        var infra = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "infra", "settings.json")))!["app"]!.AsObject();
        var queues = typeof(QueueOptions).GetProperties().Where(property => property.CanWrite).Select(property => property.Name);
        var tables = typeof(TableOptions).GetProperties().Where(property => property.CanWrite).Select(property => $"{TableOptions.Section}__{property.Name}");
        var rulebooks = typeof(RulebookOptions).GetProperties().Select(property => $"{RulebookOptions.Section}__{property.Name}");

        Assert.Equal(
            queues.Concat(tables).Concat(rulebooks).Append($"{ApiOptions.Section}__{nameof(ApiOptions.RequestsPerMinute)}").Append("ServiceBus__EventsTopic").Concat(NamesInTriggers).Distinct().Order(StringComparer.Ordinal),
            infra.Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.All(SampleSettings.Values.Where(pair => infra.ContainsKey(pair.Key)), pair => Assert.Equal((string?)pair.Value, (string?)infra[pair.Key]));
    }

    [Fact]
    public void HostFile_Always_IsTheOneThatDesignAsksFor()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "host.json")))!;

        Assert.Equal(("2.0", "00:10:00"), ((string?)file["version"], (string?)file["functionTimeout"]));
        Assert.Equal(
            """{"http":{"routePrefix":"api"},"queues":{"messageEncoding":"none","batchSize":16,"newBatchThreshold":8,"maxDequeueCount":5,"visibilityTimeout":"00:00:30","maxPollingInterval":"00:00:05"}}""",
            file["extensions"]!.ToJsonString());
    }

    private static IEnumerable<string> Texts(TriggerBindingAttribute trigger) => trigger switch
    {
        QueueTriggerAttribute queue => [queue.QueueName],
        TimerTriggerAttribute timer => [timer.Schedule],
        _ => [],
    };

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex SettingName();
}
