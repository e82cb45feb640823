using System.Net;
using System.Text;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Functions.Tests.Webhooks.Shopify;
using Microsoft.Extensions.DependencyInjection;

namespace Churn.Functions.Tests.Webhooks.Fetching;

/// <summary>Tests events that name an order but do not describe it.</summary>
public sealed class ThinEventTests
{
    internal const string EcwidOrder = """
        {"id":"XJ12H","total":63.5,"tax":4.5,"discount":6,"couponDiscount":0,"paymentStatus":"PAID","email":"ann@example.com","customerId":31,
         "createDate":"2026-03-01 07:22:09 +0000","updateDate":"2026-03-01 07:23:09 +0000","shippingOption":{"shippingRate":5},
         "items":[{"productId":7,"sku":"A","quantity":2,"price":30}],"billingPerson":{"name":"Ann"},"shippingPerson":{"name":"Bob"}}
        """;

    [Fact]
    public async Task Receive_EcwidEvent_FetchesTheOrder()
    {
        var intake = Make("ecwid");
        intake.Api.Serve("/api/orders/XJ12H", EcwidOrder);

        await PostAsync(intake, "ecwid", SampleBodies.EcwidEvent);

        var order = Assert.Single(intake.Orders);
        Assert.Equal("/api/orders/XJ12H Bearer t0ken", Assert.Single(intake.Api.Requests));
        Assert.Equal(("XJ12H", OrderStatus.Paid, new OrderMoney(6000, 600, 500, 450)), (order.Id, order.Status, order.Money));
        Assert.Equal(GiftRules.Recipient, order.Gift);
        Assert.Equal([new OrderLine { Product = "7", Quantity = 2, Net = 6000 }], order.Lines!.Value.ToArray());
    }

    [Fact]
    public async Task Receive_ApiFailsTwice_IsTriedAThirdTime()
    {
        var intake = Make("ecwid");
        intake.Api.Serve("/api/orders/XJ12H", EcwidOrder).Failures = 2;

        await PostAsync(intake, "ecwid", SampleBodies.EcwidEvent);

        Assert.Equal(3, intake.Api.Requests.Count);
        Assert.Single(intake.Orders);
        Assert.Equal(0, intake.Log.WarningsAndWorse);
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, 3)]
    [InlineData(HttpStatusCode.Unauthorized, 1)]
    public async Task Receive_ApiKeepsFailing_LeavesAShopRequestAndAWarning(HttpStatusCode status, int tries)
    {
        var intake = Make("ecwid");
        (intake.Api.Failures, intake.Api.FailWith) = (9, status);

        await PostAsync(intake, "ecwid", SampleBodies.EcwidEvent);

        Assert.Equal(tries, intake.Api.Requests.Count);
        Assert.Empty(intake.Orders);
        var fetch = Assert.Single(intake.ShopRequests).Fetch!;
        Assert.Equal(("XJ12H", $"The platform's API answered {(int)status}."), (fetch.OrderId, fetch.Reason));
        Assert.Equal(1, intake.Log.WarningsAndWorse);
    }

    [Theory]
    [InlineData("ecwid", SampleBodies.EcwidEvent)]
    [InlineData("bigcommerce", SampleBodies.BigCommerceEvent)]
    public async Task Receive_FetchingNotConfigured_LeavesAShopRequest(string platform, string body)
    {
        var intake = new Intake(Signed.Shop(platform));

        await PostAsync(intake, platform, body);

        Assert.Empty(intake.Api.Requests);
        Assert.Equal("Fetching is not configured for this shop.", Assert.Single(intake.ShopRequests).Fetch!.Reason);
        Assert.Equal(1, intake.Log.WarningsAndWorse);
    }

    [Theory]
    [InlineData("ecwid", "", SampleBodies.EcwidEvent, "/api/orders/XJ12H", "")]
    [InlineData("shopify", "orders/updated", "{\"id\":5001}", "/api/orders/5001.json", "order")]
    public async Task TryAsync_ParkedEventOnceFetchingIsConfigured_PutsTheOrderOnItsQueue(
        string platform, string topic, string body, string path, string part)
    {
        var before = new Intake(Signed.Shop(platform));
        await PostAsync(before, platform, body, topic);
        var parked = Assert.Single(before.ShopRequests).Fetch!;
        var fetches = before.Services.GetRequiredService<IPendingFetches>();
        Assert.False((await fetches.TryAsync(before.ShopRequests[0].Shop, parked, default))!.MayPass);

        var after = Make(platform);
        after.Api.Serve(path, part.Length == 0 ? EcwidOrder : $"{{\"{part}\":{ShopifyOrders.Make().ToJsonString()}}}");

        Assert.Null(await after.Services.GetRequiredService<IPendingFetches>().TryAsync(before.ShopRequests[0].Shop, parked, default));
        Assert.Equal(6350, Assert.Single(after.Orders).Money.Total);
    }

    [Theory]
    [InlineData("ecwid", SampleBodies.EcwidEvent, "XJ12H")]
    [InlineData("bigcommerce", SampleBodies.BigCommerceEvent, "250")]
    public async Task Receive_PlatformDoesNotKnowTheOrder_IsItsDeletion(string platform, string body, string id)
    {
        var intake = Make(platform);

        await PostAsync(intake, platform, body);

        var amendment = Assert.Single(intake.Amendments).Order!;
        Assert.Equal(id, amendment.OrderId);
        Assert.True(amendment.DeletedVersion > 0);
    }

    [Fact]
    public async Task Receive_BigCommerceEvent_FetchesOrderProductsAndRefunds()
    {
        var intake = Make("bigcommerce");
        intake.Api.Serve("/api/v2/orders/250", Fixtures.Read("bigcommerce-order-resource.json"))
            .Serve("/api/v2/orders/250/products?limit=250", Fixtures.Read("bigcommerce-order-products-resource.json"))
            .Serve("/api/v3/orders/250/payment_actions/refunds", """{"data":[{"id":3,"total_amount":12.5}],"meta":{}}""");

        await PostAsync(intake, "bigcommerce", SampleBodies.BigCommerceEvent);

        var order = Assert.Single(intake.Orders);
        Assert.Equal(("250", OrderStatus.Placed, "USD", 8939L), (order.Id, order.Status, order.Currency, order.Money.Total));
        Assert.Equal((700L, 900L, 714L), (order.Money.Discounts, order.Money.Shipping, order.Money.Tax));
        Assert.Equal(new DateTimeOffset(2026, 1, 16, 7, 42, 19, TimeSpan.Zero).UtcTicks, order.Version);
        Assert.Equal(1250, order.Refunded);
        Assert.Equal(("104", 8025L), (order.Lines!.Value[0].Product, order.Lines!.Value[0].Net));
        Assert.All(intake.Api.Requests, request => Assert.EndsWith(" t0ken", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Receive_SquareOrderEvent_FetchesTheOrder()
    {
        var intake = Make("square");
        intake.Api.Serve("/api/v2/orders/ORDcrumb9Tz5KpR3", Fixtures.Read("square-order-resource.json"));

        await PostAsync(intake, "square", Encoding.UTF8.GetString(Fixtures.Read("square-order.created.json")));

        var order = Assert.Single(intake.Orders);
        Assert.Equal(("ORDcrumb9Tz5KpR3", new OrderMoney(1280, 640, 0, 0)), (order.Id, order.Money));
        Assert.Equal([(1m, 290L), (2m, 350L)], order.Lines!.Value.Select(line => (line.Quantity, line.Net)));
    }

    [Theory]
    [InlineData("orders/updated", "{\"id\":5001}")]
    [InlineData("orders/edited", "{\"order_edit\":{\"id\":1,\"order_id\":5001}}")]
    [InlineData(
        "refunds/create",
        "{\"id\":1,\"order_id\":5001,\"transactions\":"
        + "[{\"kind\":\"refund\",\"status\":\"success\",\"amount\":\"5\",\"currency\":\"CAD\"}]}")]
    public async Task Receive_ShopifyDeliveryWithoutTheOrder_FetchesIt(string topic, string body)
    {
        var intake = Make("shopify");
        intake.Api.Serve("/api/orders/5001.json", $"{{\"order\":{ShopifyOrders.Make().ToJsonString()}}}");

        await PostAsync(intake, "shopify", body, topic);

        Assert.Equal("/api/orders/5001.json t0ken", Assert.Single(intake.Api.Requests));
        Assert.Equal(6350, Assert.Single(intake.Orders).Money.Total);
    }

    private static Intake Make(string platform) => new(Signed.Shop(platform, options =>
    {
        options.ApiUrl = "https://api.example/api/";
        options.ApiToken = "t0ken";
    }));

    private static async Task PostAsync(Intake intake, string platform, string text, string topic = "")
    {
        var body = Encoding.UTF8.GetBytes(text);
        var posting = intake.PostAsync(platform, "demo", body, Signed.Headers(platform, body, intake.Time.GetUtcNow(), topic));

        Assert.Equal(200, (await intake.LetPausesPassAsync(posting)).Status);
    }
}
