using Azure.Storage.Queues;
using Churn.TestSupport.Azurite;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>`status` as an operator types it, in a process of its own.</summary>
public sealed class StatusCommandTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Status_AMessageGivenUp_IsShownAndEndsWithOne()
    {
        var well = await RunAsync();
        await new QueueClient(azurite.ConnectionString, "notices-poison").CreateIfNotExistsAsync();
        await new QueueClient(azurite.ConnectionString, "notices-poison").SendMessageAsync("given up");

        var (exit, output) = await RunAsync();

        Assert.Equal((0, 1), (well.Exit, exit));
        Assert.Matches(@"tables\s+up", output);
        Assert.Matches(@"notices\s+\S\s+0\s+\S\s+\S\s+1", output);
    }

    private async Task<(int Exit, string Output)> RunAsync()
    {
        await using var host = LocalHostProcess.Start(ReplayedBuyers.Settings, ["status", "--storage", azurite.ConnectionString]);
        return (await host.ExitAsync(TimeSpan.FromMinutes(5)), host.Output);
    }
}
