using System.Net;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Churn.Domain.Operations;
using Churn.Testing;
using Churn.Testing.Azurite;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.LocalHost.Tests.EndToEnd;

public sealed class HealthTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly DateTimeOffset Now = new(2026, 5, 14, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Ready_AQueueAndATableGone_SaysWhichPartAndOnlyTheKeyedRouteSaysWhy()
    {
        await using var shop = await RunningShop.OpenAsync(azurite, Now);
        var up = await GetAsync(shop, "api/health/ready");
        await new TableServiceClient(azurite.ConnectionString).DeleteTableAsync("Poisoned");
        await new QueueClient(azurite.ConnectionString, "rebuild").DeleteIfExistsAsync();
        shop.Time.Advance(HealthCheck.Memory);

        Assert.Equal((HttpStatusCode.OK, """{"status":"up","parts":{"settings":"up","tables":"up","queues":"up"}}"""), up);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, """{"status":"down","parts":{"settings":"up","tables":"down","queues":"down"}}"""),
            await GetAsync(shop, "api/health/ready"));
        var (status, details) = await GetAsync(shop, "api/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains(
            """faults":{"tables":"Poisoned: 404 TableNotFound","queues":"rebuild: 404 QueueNotFound"}}""",
            details,
            StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, """{"status":"up"}"""), await GetAsync(shop, "api/health/live"));
        await shop.Host.Services.GetRequiredService<Churn.Storage.StorageProvisioner>().CreateAsync(default);
    }

    [Fact]
    public async Task Metrics_OfOrdersAndAPoisonMessage_ShowRequestsPerOrderAndTheQueues()
    {
        using var recorded = new RecordedMetrics();
        await using var shop = await RunningShop.OpenAsync(azurite, Now, configure: services => services.AddSingleton(recorded.Metrics));
        // Once a minute an order also reads the shop's policy and model, so the first order is not counted.
        await shop.SendAsync(PlayedShop.OrdersTopic, Sales.Of(3, 2, "2026-05-11", 10));
        await shop.DrainAsync();
        await shop.SendAsync(PlayedShop.OrdersTopic, Sales.Of(1, 1, "2026-05-12", 10));
        await shop.DrainAsync();
        await shop.SendAsync(PlayedShop.OrdersTopic, Sales.Of(2, 1, "2026-05-13", 10));
        await shop.DrainAsync();
        await shop.SendAsync(PlayedShop.OrdersTopic, Sales.Of(2, 1, "2026-05-13", 10));
        await shop.DrainAsync();
        var poison = new QueueClient(azurite.ConnectionString, "orders-poison");
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync("given up");

        await shop.Host.RunFunctionAsync("WatchQueues");

        // This is the budget that a shop pays for, measured as production measures it.
        var requests = recorded.Of("churn.order.requests").Skip(1).ToList();
        Assert.Equal(["new", "new", "duplicate"], requests.Select(each => each.Tags.Split('=')[^1]));
        Assert.True(requests[0].Value <= 6, $"A first order took {requests[0].Value} requests.");
        Assert.Equal(3, requests[1].Value);
        Assert.True(requests[2].Value <= 2, $"A duplicate took {requests[2].Value} requests.");
        Assert.Equal(4, recorded.Of("churn.webhook.deliveries").Count(each => each.Tags == "platform=shopify outcome=stored"));
        Assert.All(recorded.Of("churn.order.lag"), each => Assert.Equal(0, each.Value));
        Assert.Contains((1, "queue=orders"), recorded.Of("churn.queue.poison"));
        Assert.Contains((0, "queue=orders"), recorded.Of("churn.queue.messages"));
    }

    private static async Task<(HttpStatusCode Status, string Body)> GetAsync(RunningShop shop, string path)
    {
        using var answer = await shop.SendAsync(new HttpRequestMessage(HttpMethod.Get, path));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
