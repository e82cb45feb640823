using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Churn.Storage.Events;
using Churn.Storage.Queues;
using Churn.Storage.Tables;
using Churn.TestSupport;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Churn.Functions.Tests.Composition;

public sealed class SettingsFileTests
{
    private static readonly TriggerBindingAttribute[] Triggers = [.. typeof(ServiceRegistration).Assembly.GetExportedTypes()
        .SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters())
        .SelectMany(parameter => parameter.GetCustomAttributes<TriggerBindingAttribute>())];

    // A shop owner decides these and nothing else.
    [Fact]
    public void Sample_Always_HoldsTheHostsOwnSettingsAndAShop() =>
        Assert.Equal(
            ["AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME"],
            SampleSettings.Values.Select(pair => pair.Key).Where(key => !key.StartsWith("Shops__demo__", StringComparison.Ordinal)));

    // Core Tools refuse the file otherwise.
    [Fact]
    public void Sample_Values_AreAllText() =>
        Assert.All(SampleSettings.Values, pair => Assert.Equal(JsonValueKind.String, pair.Value!.GetValueKind()));

    [Fact]
    public void Queues_OfTheTriggers_AreThoseThatTheAppWorksOff() =>
        Assert.Equal(
            QueueNames.All.Order(StringComparer.Ordinal),
            Triggers.OfType<QueueTriggerAttribute>().Select(trigger => trigger.QueueName).Order(StringComparer.Ordinal));

    [Fact]
    public void Names_OfInfra_AreThoseOfTheCode()
    {
        var names = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "infra", "names.json")))!;

        Assert.Equal(QueueNames.All, Texts(names["workQueues"]));
        Assert.Equal((QueueNames.BuyerEvents, ServiceBusEventSink.Topic), ((string?)names["eventQueue"], (string?)names["eventTopic"]));
        Assert.Equal(TableNames.All, Texts(names["tables"]));
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

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(text => (string)text!);
}
