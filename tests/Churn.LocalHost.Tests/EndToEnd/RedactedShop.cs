using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Queues;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.LocalHost.Settings;
using Churn.Simulation.Shopify;
using Churn.Storage.Events;
using Churn.Storage.Queues;
using Churn.Testing;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>
/// A shop that erases one buyer at the platform's request, and is then erased itself. It keeps what was found and reported after each act.
/// </summary>
public sealed class RedactedShop : IAsyncLifetime
{
    private const long Jo = 501;

    private static readonly DateTimeOffset FirstDay = new(2026, 5, 14, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly AzuriteFixture _azurite = new();

    internal RunningShop Shop { get; private set; } = null!;

    /// <summary>The output and exit code of the command that proves an erasure, by act.</summary>
    internal Dictionary<string, (int Exit, string Output)> Proofs { get; } = [];

    /// <summary>Orders and revenue of the whole shop as its report has them, by act.</summary>
    internal Dictionary<string, (long Orders, long Revenue)> Reported { get; } = [];

    /// <summary>Number of rows in ledgers, by act.</summary>
    internal Dictionary<string, int> Ledgers { get; } = [];

    /// <summary>The first events on the queue that other programs read, by act.</summary>
    internal Dictionary<string, List<JsonNode>> Events { get; } = [];

    private HeldShopRequests ShopRequests => (HeldShopRequests)Shop.Host.Services.GetRequiredService<IShopRequestQueue>();

    public async Task InitializeAsync()
    {
        await _azurite.InitializeAsync();
        Shop = await RunningShop.OpenAsync(_azurite, FirstDay, configure: services => services
            .PostConfigure<EventOptions>(events => events.Sink = EventOptions.Queue)
            .AddSingleton<IShopRequestQueue>(provider => new HeldShopRequests(new ShopRequestQueue(provider.GetRequiredService<QueueServiceClient>()))));
        await FillAsync();
        await ReportAsync("before");
        await ProveAsync("before");

        await SendAsync(
            "customers/redact",
            $$"""{"shop_id":1,"shop_domain":"demo.myshopify.com","customer":{"id":{{Jo}},"email":"jo@example.org"},"orders_to_redact":[]}""");
        await PassAsync();
        await ProveAsync("person");
        await SendTheirsAsync();
        await Shop.DrainAsync();
        await ProveAsync("again");
        await ReportAsync("person");

        await SendAsync("app/uninstalled", """{"id":1}""");
        Shop.Time.Advance(TimeSpan.FromDays(2));
        await SendAsync("shop/redact", """{"shop_id":1,"shop_domain":"demo.myshopify.com"}""");
        await PassAsync();
        await ProveAsync("shop", "buyer-101@example.invalid", "101");
        await SendTheirsAsync();
        await Shop.DrainAsync();
        await ReportAsync("shop");

        var sent = Shop.Time.GetUtcNow().AddDays(-1);
        await Shop.SendAsync(PlayedShop.OrdersTopic, Sales.Of(9_000, 901, $"{Shop.Time.GetUtcNow():yyyy-MM-dd}", 10));
        await Shop.DrainAsync();
        await SendAsync("shop/redact", """{"shop_id":1,"shop_domain":"demo.myshopify.com"}""", sent);
        await PassAsync();
        Ledgers["reinstalled"] = await Shop.Tables.OrderCountAsync();
        await new QueueClient(_azurite.ConnectionString, "requests").SendMessageAsync("{}", TimeSpan.FromMinutes(15));
        await ProveAsync("waiting");
    }

    public async Task DisposeAsync()
    {
        await Shop.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    private async Task FillAsync()
    {
        foreach (var order in Sales.Steady(1_000, 101, "2025-05-01", 40).Concat(Sales.Steady(1_100, 102, "2025-05-01", 200)))
            await Shop.SendAsync(PlayedShop.OrdersTopic, order);
        await SendTheirsAsync();
        await Shop.DrainAsync();
        await Shop.RunAsync("FlagOffers");
        await SendAsync("customers/data_request", $$$"""{"shop_id":1,"shop_domain":"demo.myshopify.com","orders_requested":[],"customer":{"id":{{{Jo}}},"email":"jo@example.org"},"data_request":{"id":77}}""");
        await Shop.DrainAsync();

        var shop = Shop.Host.Services.GetRequiredService<IShopDirectory>().Find(ShopId.Parse("demo"))!;
        var nameless = AnOrder.Of(shop, "5099", "2026-04-01", null);
        var givenUp = nameless with { Buyer = IdentityHasher.Identify(shop, "5099", null, "030 1234567", null) };
        var poison = new QueueClient(_azurite.ConnectionString, "orders-poison");
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(MessageJson.Write(new OrderMessage { Order = givenUp }));
    }

    // Sends the person's orders. They name an address, a phone and a customer number, and one order names all three. One order is for a
    // company.
    private async Task SendTheirsAsync()
    {
        var orders = Sales.Steady(5_000, Jo, "2024-06-01", 40).Select(order => order with { Email = "jo@example.org" });
        foreach (var (order, index) in orders.Select((order, index) => (order, index)))
        {
            var body = JsonNode.Parse(ShopifyOrderWriter.Write(order))!.AsObject();
            if (index is 0 or 2)
                body["phone"] = "030 1234567";
            if (index is 0 or 1)
                body.Remove("customer");
            if (index is 3)
                (body["email"], body["customer"]!["email"], body["company"]) = ("", null, new JsonObject { ["id"] = 42 });
            await SendAsync(PlayedShop.OrdersTopic, body.ToJsonString(), order.UpdatedAt);
        }
    }

    private async Task SendAsync(string topic, string text, DateTimeOffset? at = null)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var answer = await Shop.SendAsync(new(HttpMethod.Post, "/api/webhooks/shopify/demo")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers =
            {
                { "X-Shopify-Topic", topic },
                { "X-Shopify-Hmac-Sha256", ShopifySender.Sign(Encoding.UTF8.GetBytes(Shop.Shop.Secret), body) },
                { "X-Shopify-Shop-Domain", Shop.Shop.Domain },
                { "X-Shopify-Triggered-At", $"{at ?? Shop.Time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss}Z" },
            },
        });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    // Also lets the second pass of an erasure run.
    private async Task PassAsync()
    {
        await Shop.DrainAsync();
        while (ShopRequests.Waiting > 0)
        {
            await ShopRequests.ReleaseAsync();
            await Shop.DrainAsync();
        }
    }

    private async Task ReportAsync(string act)
    {
        Shop.Time.Advance(TimeSpan.FromDays(1));
        await Shop.RunAsync("NightlyReclassification");
        Ledgers[act] = await Shop.Tables.OrderCountAsync();
        var report = await Shop.GetAsync<JsonObject>($"/api/shops/demo/reports/{Shop.Time.GetUtcNow():yyyy-MM-dd}");
        long Figure(string id) => (long)(double)report!["figures"]!.AsArray().Single(figure => (string)figure!["id"]! == id)!["value"]!;
        Reported[act] = (Figure("orders"), Figure("revenue"));
    }

    private async Task ProveAsync(string act, string email = "jo@example.org", string customer = "501")
    {
        var settings = LocalSettingsFile.Load(Path.Combine(RepositoryFiles.Root, LocalSettingsFile.SampleFileName));
        await using var command = LocalHostProcess.Start(
            settings,
            "prove-erased",
            "--shop",
            "demo",
            "--email",
            email,
            "--phone",
            "030 1234567",
            "--customer",
            customer,
            "--storage",
            _azurite.ConnectionString);
        Proofs[act] = (await command.ExitAsync(Limit), command.Output);
        var messages = (await new QueueClient(_azurite.ConnectionString, "buyer-events").PeekMessagesAsync(32)).Value;
        Events[act] = [.. messages.Select(message => JsonNode.Parse(message.MessageText)!)];
    }
}
