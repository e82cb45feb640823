using Azure.Storage.Queues;
using Churn.Testing.Azurite;

namespace Churn.LocalHost.Tests.EndToEnd;

public sealed class PoisonTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task OrderMessage_Unreadable_IsTriedFiveTimesThenKeptInOrdersPoison()
    {
        const string Unreadable = """{ "version": 1, "order": "not an order" }""";
        var now = new DateTimeOffset(2026, 5, 14, 10, 0, 0, TimeSpan.Zero);
        await using var shop = await RunningShop.OpenAsync(azurite, now, visibilityTimeout: TimeSpan.Zero);

        await new QueueClient(azurite.ConnectionString, "orders").SendMessageAsync(Unreadable);
        await shop.SendAsync(PlayedShop.OrdersTopic, Sales.Of(1, 1, "2026-05-13", 10));
        await shop.DrainAsync();

        var poison = (await new QueueClient(azurite.ConnectionString, "orders-poison").ReceiveMessagesAsync(32)).Value;
        Assert.Equal(Unreadable, Assert.Single(poison).Body.ToString());
        Assert.Equal(1, await shop.Host.PoisonedAsync());
        Assert.Equal(5, shop.Log.Lines.Count(
            line => line.Text.StartsWith("Queue function ReclassifyBuyer failed on delivery", StringComparison.Ordinal)));
        Assert.Equal("1", Assert.Single(await shop.Tables.BuyersAsync()).Key);
    }
}
