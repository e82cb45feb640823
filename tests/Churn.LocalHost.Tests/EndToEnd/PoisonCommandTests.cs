using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using Churn.Testing.Azurite;
using Xunit.Abstractions;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>Runs `poison` as an operator types it, in a process of its own.</summary>
public sealed class PoisonCommandTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    private const string Message = """{"v":1,"order":{"shop":"demo","id":"1001","buyer":{"customerId":"123456789"}}}""";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Poison_ListShowRetry_FindsTheMessageMasksItAndPutsItBack()
    {
        var service = new QueueServiceClient(azurite.ConnectionString);
        await service.GetQueueClient("orders-poison").CreateIfNotExistsAsync();
        await service.GetQueueClient("orders-poison").SendMessageAsync(Message);

        var (_, list) = await RunAsync("list");
        var id = Regex.Match(list, @"orders\s+(?<id>[0-9a-f-]{36})\s+Failed").Groups["id"].Value;
        var (_, shown) = await RunAsync("show", "orders", id);
        var (exit, _) = await RunAsync("retry", "orders", id);

        Assert.Contains("1001", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("123456789", shown, StringComparison.Ordinal);
        Assert.Equal((0, Message), (exit, (await service.GetQueueClient("orders").ReceiveMessageAsync()).Value.MessageText));
        var (again, refusal) = await RunAsync("retry", "orders", id);
        Assert.Equal(1, again);
        Assert.Contains("No such message is waiting", refusal, StringComparison.Ordinal);
    }

    private async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        await using var host = LocalHostProcess.Start([], ["poison", .. arguments, "--storage", azurite.ConnectionString]);
        var exit = await host.ExitAsync(Limit);
        output.WriteLine(host.Output);
        return (exit, host.Output);
    }
}
