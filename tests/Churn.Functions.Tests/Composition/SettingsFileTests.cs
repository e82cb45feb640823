using System.Text.Json;
using System.Text.Json.Nodes;
using Churn.Testing;

namespace Churn.Functions.Tests.Composition;

public sealed class SettingsFileTests
{
    // A shop owner decides about these settings and no others.
    [Fact]
    public void Sample_Always_HoldsTheHostsOwnSettingsAndAShop() =>
        Assert.Equal(
            ["AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME"],
            SampleSettings.Values.Select(pair => pair.Key).Where(key => !key.StartsWith("Shops__demo__", StringComparison.Ordinal)));

    // Otherwise Core Tools refuse the file.
    [Fact]
    public void Sample_Values_AreAllText() =>
        Assert.All(SampleSettings.Values, pair => Assert.Equal(JsonValueKind.String, pair.Value!.GetValueKind()));

    [Fact]
    public void HostFile_Always_IsTheOneThatDesignAsksFor()
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "host.json")))!;

        Assert.Equal(("2.0", "00:10:00"), ((string?)file["version"], (string?)file["functionTimeout"]));
        Assert.Equal(
            """{"http":{"routePrefix":"api"},"queues":{"messageEncoding":"none","batchSize":16,"newBatchThreshold":8,"maxDequeueCount":5,"visibilityTimeout":"00:00:30","maxPollingInterval":"00:00:05"}}""",
            file["extensions"]!.ToJsonString());
    }
}
