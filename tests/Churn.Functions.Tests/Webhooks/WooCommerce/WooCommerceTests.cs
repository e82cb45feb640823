using System.Text;
using System.Text.Json.Nodes;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Functions.Tests.Webhooks.WooCommerce;

public sealed class WooCommerceTests
{
    private static readonly Shop Shop = Signed.Shop("woocommerce");
    private readonly Intake _intake = new(Shop);

    [Fact]
    public async Task Read_Order_MapsEveryField()
    {
        var order = await ReadAsync(SampleBodies.WooCommerceOrder);

        Assert.Equal("727", order.Id);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 15, 28, 2, TimeSpan.Zero), order.PlacedAt);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 15, 28, 8, TimeSpan.Zero).UtcTicks, order.Version);
        Assert.Equal((OrderStatus.Paid, OrderChannel.Web), (order.Status, order.Channel));
        Assert.Equal(("EUR", GiftRules.Recipient), (order.Currency, order.Gift));

        // The goods are 18.00, less 3.00 discount and 1.00 of a negative fee; shipping is 10.00, a fee is 1.00, and the tax is 3.61.
        Assert.Equal(new OrderMoney(1800, 400, 1100, 361), order.Money);
        Assert.Equal([KeyValuePair.Create("724", 900L), KeyValuePair.Create("726", 1000L)], order.Refunds);
        Assert.Equal([new OrderLine { Product = "93", Quantity = 1.5m, Net = 1500 }], order.Lines!.Value.ToArray());
        Assert.Equal("31", order.Buyer.CustomerId);
        Assert.Equal(
            [
                IdentityHasher.Hash(Shop, 0, IdentifierKind.Email, "ann@example.com"),
                IdentityHasher.Hash(Shop, 0, IdentifierKind.Phone, "+12125550100"),
                IdentityHasher.Hash(Shop, 0, IdentifierKind.PlatformCustomer, "woocommerce:31"),
            ],
            [.. order.Buyer.Identifiers.Order()]);
    }

    [Theory]
    [InlineData("pending", OrderStatus.Placed)]
    [InlineData("on-hold", OrderStatus.Placed)]
    [InlineData("completed", OrderStatus.Paid)]
    [InlineData("failed", OrderStatus.Cancelled)]
    [InlineData("trash", OrderStatus.Deleted)]
    [InlineData("packed-by-plugin", OrderStatus.Placed)]
    public async Task Read_Status_DecidesWhetherItIsAPurchase(string status, OrderStatus expected)
    {
        var body = SampleBodies.WooCommerceOrder.Replace("processing", status, StringComparison.Ordinal);

        Assert.Equal(expected, (await ReadAsync(body)).Status);
    }

    [Theory]
    [InlineData("marketing_consent", "yes", true)]
    [InlineData("_marketing_consent", "no", false)]
    [InlineData("mailchimp_woocommerce_is_subscribed", "1", true)]
    [InlineData("mailchimp_woocommerce_is_subscribed", "0", false)]
    [InlineData("marketing_consent", "", null)]
    [InlineData("newsletter", "yes", null)]
    public async Task Read_Consent_IsAFieldOfTheMetaData(string key, string value, bool? expected)
    {
        var body = JsonNode.Parse(SampleBodies.WooCommerceOrder)!;
        body["meta_data"] = new JsonArray(new JsonObject { ["key"] = key, ["value"] = value });

        Assert.Equal(expected, (await ReadAsync(body.ToJsonString())).Buyer.Consent);
    }

    [Fact]
    public async Task Read_OrderSentBeforeItsItems_DoesNotKnowItsLines()
    {
        var body = JsonNode.Parse(SampleBodies.WooCommerceOrder)!;
        body["line_items"] = new JsonArray();

        Assert.Null((await ReadAsync(body.ToJsonString())).Lines);
    }

    [Theory]
    [InlineData("webhook_id=42", 200)]
    [InlineData("webhook_id=42&x=1", 401)]
    [InlineData("webhook_id=", 401)]
    [InlineData("webhook_id=123456789012345678901", 401)]
    public async Task Receive_UnsignedForm_IsAPingOnlyInItsExactForm(string form, int status)
    {
        var answer = await _intake.PostAsync("woocommerce", "demo", form, ("Content-Type", "application/x-www-form-urlencoded"));

        Assert.Equal(status, answer.Status);
        Assert.Empty(_intake.Orders);
        Assert.Empty(_intake.ShopRequests);
    }

    [Fact]
    public async Task Receive_DeliveryOfAnotherSite_Is401()
    {
        var intake = new Intake(Signed.Shop("woocommerce", options => options.Domain = "shop.example"));
        var body = Encoding.UTF8.GetBytes(SampleBodies.WooCommerceOrder);
        var headers = Signed.Headers("woocommerce", body, default, "order.created");

        var (foreign, own) = (("X-WC-Webhook-Source", "https://other.example/"), ("X-WC-Webhook-Source", "https://shop.example/de/"));
        Assert.Equal(401, (await intake.PostAsync("woocommerce", "demo", body, [.. headers, foreign])).Status);
        Assert.Equal(200, (await intake.PostAsync("woocommerce", "demo", body, [.. headers, own])).Status);
    }

    [Fact]
    public async Task Receive_SignedErrorInPlaceOfTheOrder_Is400()
    {
        var answer = await PostAsync("""{"code":"woocommerce_rest_cannot_view","message":"x","data":{"status":401}}""", "order.updated");

        Assert.Equal(400, answer.Status);
        Assert.Contains("may not read it", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_Deletion_IsAShopRequestOfTheTimeItWasHeard()
    {
        Assert.Equal(200, (await PostAsync("""{"id":727}""", "order.deleted")).Status);

        var amendment = Assert.Single(_intake.Amendments).Order!;
        Assert.Equal(("727", _intake.Time.GetUtcNow().UtcTicks), (amendment.OrderId, amendment.DeletedVersion));
    }

    private async Task<Order> ReadAsync(string body)
    {
        var answer = await PostAsync(body, "order.updated");
        Assert.True(answer.Status == 200, $"{answer.Status}: {answer.Detail}");
        return Assert.Single(_intake.Orders);
    }

    private Task<Intake.Answer> PostAsync(string text, string topic)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return _intake.PostAsync("woocommerce", "demo", body, Signed.Headers("woocommerce", body, default, topic));
    }
}
