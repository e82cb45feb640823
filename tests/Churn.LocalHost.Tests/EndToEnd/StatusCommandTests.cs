using Azure.Data.Tables;
using Azure.Storage.Queues;
using Churn.Domain.Events;
using Churn.Domain.Shops;
using Churn.Storage.Tables.Events;
using Churn.Testing.Azurite;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>Runs `status` as an operator types it, in a process of its own.</summary>
public sealed class StatusCommandTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Status_AMessageGivenUp_IsShownAndEndsWithOne()
    {
        var well = await RunAsync();
        await new QueueClient(azurite.ConnectionString, "requests-poison").CreateIfNotExistsAsync();
        await new QueueClient(azurite.ConnectionString, "requests-poison").SendMessageAsync("given up");

        var (exit, output) = await RunAsync();

        Assert.Equal((0, 1), (well.Exit, exit));
        Assert.Matches(@"tables\s+up", output);
        Assert.Matches(@"requests\s+\S\s+0\s+\S\s+\S\s+1", output);
    }

    [Fact]
    public async Task Status_AnEndpointThatWasDisabled_IsShownAndEndsWithOne()
    {
        const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var endpoint = new Endpoint(new EndpointOptions { Url = "https://crm.example.org/in", Secrets = [Secret] });
        (string, string?)[] settings =
        [
            ("Shops:demo:Endpoints:0:Url", endpoint.Url.AbsoluteUri),
            ("Shops:demo:Endpoints:0:Secrets:0", Secret),
        ];
        var before = await RunAsync(settings);
        var store = new EndpointStore(new TableServiceClient(azurite.ConnectionString));
        var since = new DateTimeOffset(2026, 5, 14, 10, 0, 0, TimeSpan.Zero);
        var state = new EndpointState { Shop = ShopId.Parse("demo"), Id = endpoint.Id, DisabledAt = since, LastFailure = "410" };
        await store.PutStateAsync(state, default);

        var (exit, output) = await RunAsync(settings);

        Assert.DoesNotContain("disabled since", before.Output, StringComparison.Ordinal);
        Assert.Equal(1, exit);
        Assert.Matches(@"crm\.example\.org\s+\S\s+disabled since", output);
    }

    private async Task<(int Exit, string Output)> RunAsync(params (string Key, string? Value)[] settings)
    {
        await using var host = LocalHostProcess.Start(
            settings.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)), ["status", "--storage", azurite.ConnectionString]);
        return (await host.ExitAsync(TimeSpan.FromMinutes(5)), host.Output);
    }
}
