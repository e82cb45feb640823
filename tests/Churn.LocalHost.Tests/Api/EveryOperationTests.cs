using System.Text;
using Azure.Storage.Queues;
using Churn.Domain.Messages;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Simulation.Shopify;
using Churn.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.LocalHost.Tests.Api;

/// <summary>
/// Runs every operation of the served document against the running app. A new operation needs a line here, or else the fact fails.
/// </summary>
public sealed class EveryOperationTests(ApiShops shops) : IClassFixture<ApiShops>
{
    private const string Day = "2026-05-14";

    private static readonly (string, string) Shop = ("shop", "demo");

    private readonly DateTimeOffset _noon = new(2026, 5, 14, 12, 0, 0, TimeSpan.Zero);

    private ApiClient _api = null!;

    [Fact]
    public async Task Run_EveryOperationOfTheDocument_AnswersAsTheDocumentSays()
    {
        _api = await ApiClient.ReadAsync(shops.Client);

        await RunShopsAsync();
        await RunBuyersAsync();
        await RunPeopleAsync();
        await RunOffersAsync();
        await RunPoliciesAsync();
        await RunReportsAsync();
        await RunEventsAsync();
        await RunServiceAsync();
        await RunPoisonAsync();

        Assert.True(!_api.Left.Any(), $"Operations that this test does not run: {string.Join(", ", _api.Left)}. Add them to it.");
    }

    private async Task RunShopsAsync()
    {
        await _api.RunAsync("ListShops", []);
        await _api.RunAsync("GetSettings", [Shop]);
        await ImportAsync("""
            order_id,placed_at,total,customer_id,email,company_id
            77,2026-05-01,90,900,desk@firm.example,4711
            76,2026-04-01,90,900,desk@firm.example,4711
            """);
    }

    private async Task RunBuyersAsync()
    {
        (string, string)[] filters =
        [
            Shop,
            ("class", "Customer"),
            ("activity", "Lapsed"),
            ("minValue", "1"),
            ("maxValue", "900000"),
            ("limit", "1"),
        ];
        var page = await _api.RunAsync("ListBuyers", filters);
        var id = ("id", (string)page!["items"]![0]!["id"]!);
        await _api.RunAsync("ListBuyers", [.. filters, ("token", (string)page["next"]!)]);
        await _api.RunAsync("GetBuyer", [Shop, id]);
        await _api.RunAsync("GetBuyer", [Shop, ("id", "customer:1004"), ("asOf", "2025-12-31")]);
        await _api.RunAsync("ExplainBuyer", [Shop, id, ("asOf", Day)]);
        (string, string)[] asked = [Shop, ("id", "customer:900"), ("asOf", Day), ("limit", "1")];
        var history = await _api.RunAsync("GetBuyerHistory", asked);
        var older = await _api.RunAsync("GetBuyerHistory", [.. asked, ("token", (string)history!["next"]!)]);
        Assert.Equal(["77", "76"], new[] { history, older }.Select(page => (string)page!["items"]![0]!["id"]!));
        Assert.Null(older!["next"]);

        // Recording an order of a company sends a message to the company's account. It is sent once more here, in case an import does not
        // send it.
        var member = await _api.RunAsync("GetBuyer", [Shop, ("id", "customer:900")]);
        var message = new AccountMessage { Shop = ShopId.Parse("demo"), Company = "4711", Buyer = new((string)member!["id"]!) };
        await new QueueClient(shops.Connection, "accounts").SendMessageAsync(MessageJson.Write(message));
        await DrainAsync();
        await _api.RunAsync("GetAccount", [Shop, ("company", "4711")]);
    }

    // Runs the operations about people: two buyers that an order under one customer id merges, the undoing of that merge, and the export
    // that was made for a person who asked what is held of them.
    private async Task RunPeopleAsync()
    {
        await ImportAsync(
            "order_id,placed_at,total,customer_id,email\n81,2026-01-01,10,5001,one@example.org\n82,2026-01-02,10,,other@example.org\n");
        var two = await BuyersAsync();
        await ImportAsync("order_id,placed_at,total,customer_id,email\n83,2026-01-03,10,5001,other@example.org\n");
        var merged = two.Except(await BuyersAsync()).Single();
        await _api.RunAsync("UnmergeBuyer", [Shop, ("id", merged)]);
        await _api.RunAsync("ShareIdentifier", [Shop], """{"email":"family@example.org"}""");

        // The messages of the marks are removed, because this test does not need the resettlement.
        var services = shops.Host.Services;
        await services.GetRequiredService<QueueServiceClient>().GetQueueClient(QueueNames.Amendments).ClearMessagesAsync();

        var order = new ShopifyOrder
        {
            Id = 70,
            PlacedAt = _noon,
            UpdatedAt = _noon,
            Currency = "EUR",
            CustomerId = 7000,
            Email = "hook@example.org",
            Lines = [new(7, "Tea", 1, 10)],
        };
        var body = ShopifyOrderWriter.Write(order);
        await _api.RunAsync("ReceiveWebhook", [("platform", "shopify"), Shop], Encoding.UTF8.GetString(body),
        [
            ("X-Shopify-Topic", "orders/create"),
            ("X-Shopify-Hmac-Sha256", ShopifySender.Sign(Encoding.UTF8.GetBytes("local-demo-secret"), body)),
            ("X-Shopify-Shop-Domain", "demo.myshopify.com"),
        ]);
        await DrainAsync();
        var header = new ExportHeader
        {
            Shop = ShopId.Parse("demo"),
            Id = "9999",
            MadeOn = _noon,
            ExpiresOn = _noon.AddDays(30),
            Person = [],
        };
        await shops.Host.Services.GetRequiredService<IExportStore>().WriteAsync(header, """{"buyers":[]}""", default);
        var exports = await _api.RunAsync("ListExports", [Shop]);
        await _api.RunAsync("ReadExport", [Shop, ("id", (string)exports![0]!["id"]!)]);
    }

    private async Task RunOffersAsync()
    {
        await ImportAsync(
            "order_id,placed_at,total,customer_id,email\n91,2026-05-10,10,6001,new@example.org\n"
            + "92,2026-05-11,10,6002,newer@example.org\n93,2026-05-12,10,6003,newest@example.org\n");
        await shops.Host.RunFunctionAsync("FlagOffers");
        await DrainAsync();
        var offers = await _api.RunAsync("ListOffers", [Shop]);
        var all = offers!["items"]!.AsArray()
            .Where(offer => (string)offer!["state"]! == "Ready")
            .Select(offer => (string)offer!["id"]!)
            .ToList();
        var (paged, token) = (new List<string>(), (string?)null);
        do
        {
            (string, string)[] next = token is null ? [] : [("token", token)];
            var page = await _api.RunAsync(
                "ListOffers", [Shop, ("state", "Ready"), ("format", "json"), ("limit", "1"), .. next]);
            paged.AddRange(page!["items"]!.AsArray().Select(offer => (string)offer!["id"]!));
            token = (string?)page["next"];
        }
        while (token is not null);
        Assert.True(all.Count > 1, "A single offer does not make several pages.");
        Assert.Equal(all, paged);
        var id = ("id", (string)offers!["items"]![0]!["id"]!);
        await _api.RunAsync("MarkOfferSent", [Shop, id]);
        await _api.RunAsync("RecordOfferOutcome", [Shop, id], """{"redeemed":true,"discount":500}""");
        await _api.RunAsync("GetUplift", [Shop]);
        await _api.RunAsync("ImportFeedback", [Shop], "customer_id,kind,score,at\n1004,nps,9,2026-05-10\n");
        await _api.RunAsync("GetFile", [Shop, ("name", "klaviyo.csv")]);
    }

    private async Task RunPoliciesAsync()
    {
        await _api.RunAsync("GetPolicy", [Shop]);
        await _api.RunAsync("DryRunPolicy", [Shop, ("buyers", "10")], "{}");
        await _api.RunAsync("PutPolicy", [Shop], "{}", [("If-Match", "\"0\"")]);
        await _api.RunAsync("ListPolicyVersions", [Shop]);
    }

    private async Task RunReportsAsync()
    {
        await shops.Host.RunFunctionAsync("NightlyReclassification");
        await DrainAsync();
        await _api.RunAsync("ListReports", [Shop]);
        await _api.RunAsync("GetReport", [Shop, ("date", "latest")]);
        await _api.RunAsync("GetScorecard", [Shop]);
        await _api.RunAsync("ListRuns", [Shop]);
        await _api.RunAsync("GetRun", [Shop, ("date", Day)]);
    }

    private async Task RunEventsAsync()
    {
        var (quiet, key) = (("shop", "quiet"), ("x-api-key", ApiShops.QuietKey));
        var endpoints = await _api.RunAsync("ListEndpoints", [quiet], null, [key]);
        await _api.RunAsync("EnableEndpoint", [quiet, ("id", (string)endpoints![0]!["id"]!)], null, [key]);
        await _api.RunAsync("SweepEvents", [Shop]);
        await DrainAsync();
    }

    private async Task RunServiceAsync()
    {
        await _api.RunAsync("GetDashboard", []);
        await _api.RunAsync("GetDashboardFile", [("file", "app.js")]);
        await _api.RunAsync("GetOpenApi", []);
        await _api.RunAsync("Live", []);
        await _api.RunAsync("Ready", []);
        await _api.RunAsync("Health", []);
        await _api.RunAsync("RebuildShop", [Shop, ("repair", "false")]);
        await DrainAsync();
    }

    // The message asks to finish a run that never was. If it is retried, nothing happens.
    private async Task RunPoisonAsync()
    {
        var poison = new QueueClient(shops.Connection, "runs-poison");
        await poison.CreateIfNotExistsAsync();
        for (var i = 0; i < 2; i++)
            await poison.SendMessageAsync(MessageJson.Write(new RunMessage { Shop = ShopId.Parse("demo"), Date = new(2020, 1, 1) }));

        var queue = ("queue", "runs");
        await _api.RunAsync("ListPoisonQueues", []);
        var listed = await _api.RunAsync("ListPoison", [queue]);
        var id = ("id", (string)listed![0]!["id"]!);
        await _api.RunAsync("ReadPoison", [queue, id]);
        await _api.RunAsync("RetryPoison", [queue, id]);
        await _api.RunAsync("DropPoison", [queue, ("id", "all")]);
        await DrainAsync();
    }

    private Task ImportAsync(string csv) => _api.RunAsync("ImportOrders", [Shop, ("format", "csv")], csv);

    private async Task<List<string>> BuyersAsync() =>
        [.. (await _api.RunAsync("ListBuyers", [Shop, ("limit", "1000")]))!["items"]!.AsArray().Select(buyer => (string)buyer!["id"]!)];

    private async Task DrainAsync()
    {
        shops.Host.WakeQueues();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await shops.Host.DrainAsync(limit.Token);
        var warnings = string.Join(Environment.NewLine, shops.Log.WarningsAndWorse.Take(3));
        Assert.True(await shops.Host.PoisonedAsync() == 0, $"A message was given up: {warnings}");
    }
}
