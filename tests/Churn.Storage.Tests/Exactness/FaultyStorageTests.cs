using Azure.Core;
using Azure.Data.Tables;
using Churn.Domain.Shops;
using Churn.LocalHost.Azurite;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Settings;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Faults;
using Churn.Testing.Scenarios;
using Xunit.Abstractions;

namespace Churn.Storage.Tests.Exactness;

/// <summary>
/// One request in twenty between the app and its storage meets a fault: it is refused, lost, late, or answered wrongly although it took
/// effect. The functions themselves run with their queues and take several messages at once. A message that fails is delivered again.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class FaultyStorageTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const double Rate = 0.05;

    /// <summary>
    /// With the retries of the app's own clients hardly a message fails. Without retries, one message in four or five fails and is
    /// delivered again.
    /// </summary>
    [Theory]
    [InlineData("patient", 3, 5)]
    [InlineData("hasty", 0, 40)]
    public async Task Host_FaultsOnOneRequestInTwenty_LeavesTheRowsOfTheUndisturbedRun(string run, int retries, int maxDequeueCount)
    {
        const int Seed = 11;
        var random = new Random(Seed);
        var shop = AShop.Named(run);
        var orders = OrderHistories.InOrder(shop, random, people: 15, orders: 150);
        var amendments = OrderHistories.Amendments(orders, random).Take(3).Select(Delivery.Of).ToList();
        var account = azurite.NewAccount();
        var hosted = new HostedOrders(account.ConnectionString);
        await hosted.CreateAsync();
        await using var tables = await FaultProxy.StartAsync(account.Table, new FaultPlan(Seed, Rate));
        await using var queues = await FaultProxy.StartAsync(account.Queue, new FaultPlan(Seed + 1, Rate));

        await using (var host = await StartAsync(hosted, shop, tables, queues, retries, maxDequeueCount))
        {
            await DeliverAsync(hosted, host, OrderHistories.Disturbed(orders.Select(Delivery.Of).ToList(), random));
            await DeliverAsync(hosted, host, OrderHistories.Disturbed(amendments, random));
        }

        output.WriteLine($"{tables.Plan.Requests} requests to tables: {string.Join(", ", tables.Plan.Met)}");
        output.WriteLine($"{queues.Plan.Requests} requests to queues: {string.Join(", ", queues.Plan.Met)}");
        Assert.All(tables.Plan.Met, met => Assert.True(met.Value > 0, $"No request met {met.Key}."));
        Assert.Equal((0, 0), await hosted.DepthAsync());
        Assert.Equal(await CleanAsync(shop, orders.Select(Delivery.Of).Concat(amendments)), await RowDump.OfAsync(hosted.Buyers, shop.Id));
        Assert.Empty(await LedgerChecks.FaultsAsync(hosted.BuyerTable));
    }

    private static async Task<LocalFunctionsHost> StartAsync(
        HostedOrders hosted, Shop shop, FaultProxy tables, FaultProxy queues, int retries, int maxDequeueCount)
    {
        var connection = new AzuriteEndpoints(queues.Endpoint, queues.Endpoint, tables.Endpoint).ConnectionString;
        var client = new TableClientOptions
        {
            Retry = { MaxRetries = retries, Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(20) },
        };
        var settings = new QueueSettings
        {
            Base64 = false, MaxDequeueCount = maxDequeueCount, MaxPollingInterval = TimeSpan.FromMilliseconds(500),
        };
        var options = hosted.HostOptions([shop.Id.Value], TimeSpan.FromSeconds(5), connection, client, settings);
        return await LocalFunctionsHost.StartAsync(options);
    }

    private static async Task DeliverAsync(HostedOrders hosted, LocalFunctionsHost host, IEnumerable<Delivery> deliveries)
    {
        foreach (var delivery in deliveries)
        {
            await hosted.SendAsync(delivery);
        }

        host.WakeQueues();
        await host.DrainAsync();
    }

    private static async Task<string> CleanAsync(Shop shop, IEnumerable<Delivery> deliveries)
    {
        var clean = RecorderScenario.InMemory(shop);
        foreach (var delivery in deliveries)
        {
            await delivery.ToAsync(clean, default);
        }

        return await RowDump.OfAsync(clean.Buyers, shop.Id);
    }
}
