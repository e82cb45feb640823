using System.Text;
using System.Text.Json.Nodes;

namespace Churn.Functions.Tests.Webhooks.Shopify;

public sealed class ShopifyRefusalTests
{
    private readonly Intake _intake = new(
        TestShops.Make("shopify", ["new-secret", ShopifyOrders.Secret], ShopifyOrders.Domain),
        TestShops.Make("shopify", [ShopifyOrders.Secret], "other.myshopify.com", "other"),
        TestShops.Make("woocommerce", [ShopifyOrders.Secret], "", "woo"));

    private readonly byte[] _body = ShopifyOrders.Make().Bytes();

    [Theory]
    [InlineData("new-secret")]
    [InlineData(ShopifyOrders.Secret)]
    public async Task Receive_AnySecretOfTheShop_IsAccepted(string secret)
    {
        var answer = await _intake.PostAsync("shopify", "demo", _body, ShopifyOrders.Headers(_body, secret: secret));

        Assert.Equal(200, answer.Status);
        Assert.Equal(20, answer.Id.Length);
        Assert.Contains(_intake.Log.Lines, line => line.Text.Contains(answer.Id, StringComparison.Ordinal));
        Assert.Single(_intake.Orders);
    }

    [Theory]
    [InlineData("not base64 !")]
    [InlineData("AAAA")]
    [InlineData("")]
    [InlineData("é")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task Receive_WrongOrMalformedSignature_Is401(string signature)
    {
        var headers = ShopifyOrders.Headers(_body);
        headers[0] = (headers[0].Item1, signature);

        await RefusesAsync(401, "demo", _body, headers);
    }

    [Fact]
    public async Task Receive_NoSignature_Is401() => await RefusesAsync(401, "demo", _body, ShopifyOrders.Headers(_body)[1..]);

    [Fact]
    public async Task Receive_TwoSignatures_Is401() =>
        await RefusesAsync(401, "demo", _body, [.. ShopifyOrders.Headers(_body), ("X-Shopify-Hmac-Sha256", ShopifyOrders.Sign(_body))]);

    [Fact]
    public async Task Receive_FamiliesThatContradictEachOther_Is401() =>
        await RefusesAsync(401, "demo", _body, [.. ShopifyOrders.Headers(_body), ("shopify-hmac-sha256", ShopifyOrders.Sign([1]))]);

    [Fact]
    public async Task Receive_EventsFamilyOfHeaders_IsAccepted()
    {
        var headers = ShopifyOrders.Headers(_body).Select(h => (h.Item1.ToLowerInvariant()[2..], h.Item2)).ToArray();

        Assert.Equal(200, (await _intake.PostAsync("shopify", "demo", _body, headers)).Status);
        Assert.Single(_intake.Orders);
    }

    [Fact]
    public async Task Receive_AnotherShopsGenuineDelivery_Is401() => await RefusesAsync(401, "other", _body, ShopifyOrders.Headers(_body));

    [Fact]
    public async Task Receive_NoShopHeader_Is401() =>
        await RefusesAsync(401, "demo", _body, [.. ShopifyOrders.Headers(_body).Where(h => h.Item1 != "X-Shopify-Shop-Domain")]);

    [Theory]
    [InlineData("shopify", "nobody")]
    [InlineData("shopify", "Not A Shop")]
    [InlineData("shopify", "woo")]
    [InlineData("magento", "demo")]
    public async Task Receive_UnknownShopOrPlatform_Is404(string platform, string shop)
    {
        var answer = await _intake.PostAsync(platform, shop, _body, ShopifyOrders.Headers(_body));

        Assert.Equal(404, answer.Status);
        Assert.DoesNotContain(shop, answer.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Receive_ContentThatIsNotJson_Is415(string contentType) =>
        await RefusesAsync(415, "demo", _body, [.. ShopifyOrders.Headers(_body), ("Content-Type", contentType)]);

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/vnd.api+json")]
    public async Task Receive_AnyJsonContentType_IsAccepted(string contentType)
    {
        (string, string)[] headers = [.. ShopifyOrders.Headers(_body), ("Content-Type", contentType)];

        Assert.Equal(200, (await _intake.PostAsync("shopify", "demo", _body, headers)).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"id\":1,}")]
    [InlineData("{\"id\":\"secret-word\",\"currency\":\"USD\"}")]
    [InlineData("{\"id\":1e3}")]
    [InlineData("{\"id\":5001,\"currency\":\"USD\",\"created_at\":\"yesterday\"}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("{\"id\":\"\\udc00\"}")]
    public async Task Receive_SignedBodyThatCannotBeRead_Is400WithoutEcho(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var answer = await RefusesAsync(400, "demo", body, ShopifyOrders.Headers(body));

        Assert.EndsWith(".", answer.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", answer.Body.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("yesterday", answer.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("customer", "5")]
    [InlineData("line_items", "\"x\"")]
    [InlineData("line_items", "[1]")]
    [InlineData("total_price", "\"-1.00\"")]
    [InlineData("total_price", "1e300")]
    [InlineData("total_price", "\"NaN\"")]
    [InlineData("test", "\"maybe\"")]
    [InlineData("refunds", "[{\"transactions\":[{\"kind\":\"refund\",\"status\":\"success\",\"amount\":\"5\"}]}]")]
    public async Task Receive_FieldOfTheWrongKind_Is400(string field, string json)
    {
        var body = ShopifyOrders.Make().With(field, JsonNode.Parse(json)).Bytes();

        await RefusesAsync(400, "demo", body, ShopifyOrders.Headers(body));
    }

    [Fact]
    public async Task Receive_BodyThatIsNotUtf8_Is400()
    {
        byte[] body = [.. "{\"id\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.Equal("The body is not UTF-8.", (await RefusesAsync(400, "demo", body, ShopifyOrders.Headers(body))).Detail);
    }

    [Fact]
    public async Task Receive_NoTopic_Is400() =>
        await RefusesAsync(400, "demo", _body, [.. ShopifyOrders.Headers(_body).Where(h => h.Item1 != "X-Shopify-Topic")]);

    [Theory]
    [InlineData("products/create")]
    [InlineData("draft_orders/create")]
    public async Task Receive_TopicNotUsed_Is200AndStoresNothing(string topic) =>
        await RefusesAsync(200, "demo", _body, ShopifyOrders.Headers(_body, topic));

    [Theory]
    [InlineData("orders/create")]
    [InlineData("orders/paid")]
    [InlineData("orders/updated")]
    [InlineData("orders/cancelled")]
    [InlineData("orders/fulfilled")]
    [InlineData("orders/partially_fulfilled")]
    public async Task Receive_OrderTopic_StoresTheOrder(string topic)
    {
        Assert.Equal(200, (await _intake.PostAsync("shopify", "demo", _body, ShopifyOrders.Headers(_body, topic))).Status);
        Assert.Equal("5001", Assert.Single(_intake.Orders).Id);
    }

    [Fact]
    public async Task Receive_StoringFails_Is503WithoutTheCause()
    {
        _intake.FailToStore();

        var answer = await _intake.PostAsync("shopify", "demo", _body, ShopifyOrders.Headers(_body));

        Assert.Equal(503, answer.Status);
        Assert.DoesNotContain("gone", answer.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_RepeatedDelivery_IsTheSameMessageUnderTheSameId()
    {
        var first = await _intake.PostAsync("shopify", "demo", _body, ShopifyOrders.Headers(_body));
        var second = await _intake.PostAsync("shopify", "demo", _body, ShopifyOrders.Headers(_body));

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(Json(0), Json(1));

        string Json(int i) => System.Text.Json.JsonSerializer.Serialize(_intake.Orders[i], Churn.Domain.Orders.OrderJson.Options);
    }

    [Fact]
    public async Task Receive_Anything_LogsNoPersonAndNoSecret()
    {
        await _intake.PostAsync("shopify", "demo", _body, ShopifyOrders.Headers(_body));
        await _intake.PostAsync("shopify", "demo", _body, ShopifyOrders.Headers(_body, secret: "wrong"));

        Assert.NotEmpty(_intake.Log.Lines);
        Assert.DoesNotContain(_intake.Log.Lines, line =>
            line.Text.Contains("ann@", StringComparison.Ordinal) || line.Text.Contains("hush", StringComparison.Ordinal));
    }

    private async Task<Intake.Answer> RefusesAsync(int status, string shop, byte[] body, (string, string)[] headers)
    {
        var answer = await _intake.PostAsync("shopify", shop, body, headers);
        Assert.True(answer.Status == status, $"{answer.Status}: {answer.Detail}");
        Assert.Empty(_intake.Orders);
        Assert.Equal(0, _intake.Log.WarningsAndWorse);
        return answer;
    }
}
