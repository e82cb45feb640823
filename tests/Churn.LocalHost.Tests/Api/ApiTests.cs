using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Churn.Domain.Reports;

namespace Churn.LocalHost.Tests.Api;

/// <summary>Tests what the API answers and what it refuses, over HTTP.</summary>
public sealed class ApiTests(ApiShops shops) : IClassFixture<ApiShops>
{
    /// <summary>Every route of a shop, taken from the functions themselves.</summary>
    public static TheoryData<string, string> ShopRoutes { get; } = Routes();

    [Theory]
    [MemberData(nameof(ShopRoutes))]
    public async Task Send_ToAWalledShopWithoutItsKey_Is401AndSaysNothingOfIt(string method, string path)
    {
        foreach (var key in new[] { null, "", "a key of another shop", ApiShops.Key[..^1], ApiShops.Key.ToUpperInvariant() })
        {
            var answer = await shops.SendAsync(path, key, method);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
            Assert.Equal("Send a key of this shop in the header x-api-key.", problem["detail"]!.GetValue<string>());
        }
    }

    [Theory]
    [MemberData(nameof(ShopRoutes))]
    public async Task Send_ToAnotherShopWithAShopsKey_Is401(string method, string path)
    {
        var answer = await shops.SendAsync(path.Replace("/walled/", "/demo/", StringComparison.Ordinal), ApiShops.Key, method);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task ListShops_WithAndWithoutAKey_AreThoseItOpens()
    {
        var open = await ReadAsync<JsonArray>("/api/shops");
        var walled = await ReadAsync<JsonArray>("/api/shops", ApiShops.Key);

        Assert.Equal(["demo"], open.Select(shop => (string)shop!["shop"]!));
        Assert.Equal(["walled"], walled.Select(shop => (string)shop!["shop"]!));
        Assert.DoesNotContain("secret", open.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policies_OverHttp_AreShownTriedAndRefusedUnderAnotherETag()
    {
        var shown = await shops.SendAsync("/api/shops/demo/policies");
        var tried = await shops.Client.PostAsync(
            "/api/shops/demo/policies/dry-run", new StringContent("""{"numbers":{"clientTenureCycles":1}}"""));
        using var change = new HttpRequestMessage(HttpMethod.Put, "/api/shops/demo/policies")
        {
            Content = new StringContent("{}"),
            Headers = { { "If-Match", "\"7\"" } },
        };
        var put = await shops.Client.SendAsync(change);

        Assert.Equal((HttpStatusCode.OK, "\"0\""), (shown.StatusCode, shown.Headers.ETag?.Tag));
        var effect = (await tried.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal((12, 256, 2), ((int)effect["buyers"]!, (int)effect["bucketsRead"]!, (int)effect["moved"]!));
        Assert.Equal("2 returning buyers would become clients.", (string)effect["sentences"]![0]!);
        Assert.Equal(HttpStatusCode.PreconditionFailed, put.StatusCode);
    }

    [Theory]
    [InlineData("/api/shops/demo/buyers?class=Friend")]
    [InlineData("/api/shops/demo/buyers?class=1")]
    [InlineData("/api/shops/demo/buyers?activity=Active&activity=Lapsed")]
    [InlineData("/api/shops/demo/buyers?reason=' or 1 eq 1")]
    [InlineData("/api/shops/demo/buyers?minValue=1e9")]
    [InlineData("/api/shops/demo/buyers?maxValue=99999999999999999999")]
    [InlineData("/api/shops/demo/buyers?limit=0")]
    [InlineData("/api/shops/demo/buyers?limit=1001")]
    [InlineData("/api/shops/demo/buyers?token=AAAA")]
    [InlineData("/api/shops/demo/buyers?token=%00%ff/../")]
    [InlineData("/api/shops/demo/reports/14.05.2026")]
    [InlineData("/api/shops/demo/reports/2026-02-30")]
    [InlineData("/api/shops/demo/offers?kind=everything")]
    [InlineData("/api/shops/demo/offers?state=7")]
    [InlineData("/api/shops/demo/offers?format=xlsx")]
    public async Task Get_WithWhatCannotBeRead_Is400WithoutEchoingIt(string path) => await IsProblemAsync(path, HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("/api/shops/nowhere/buyers")]
    [InlineData("/api/shops/..%2Fwalled/buyers")]
    [InlineData("/api/shops/demo|00/buyers")]
    [InlineData("/api/shops/demo/buyers/%27%20or%20true")]
    [InlineData("/api/shops/demo/buyers/customer:%27%20or%20PartitionKey%20ne%20%27")]
    [InlineData("/api/shops/demo/reports/2020-01-01")]
    [InlineData("/api/shops/demo/files/..%2F..%2Fhost.json")]
    [InlineData("/api/shops/demo/files/everything.csv")]
    public async Task Get_OfWhatIsNotThere_Is404WithoutEchoingIt(string path) => await IsProblemAsync(path, HttpStatusCode.NotFound);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(1000)]
    public async Task ListBuyers_PageByPage_IsEveryBuyerOnce(int limit)
    {
        var (ids, token) = (new List<string>(), "");
        do
        {
            var page = await ReadAsync<JsonObject>($"/api/shops/demo/buyers?limit={limit}{token}");
            ids.AddRange(page["items"]!.AsArray().Select(buyer => (string)buyer!["id"]!));
            Assert.True(page["items"]!.AsArray().Count <= limit);
            token = page["next"] is { } next ? $"&token={next}" : "";
        }
        while (token.Length > 0);

        Assert.Equal(12, ids.Count);
        Assert.Equal(12, ids.Distinct().Count());
    }

    [Fact]
    public async Task ListBuyers_TokenOfAnotherShopOrFilter_Is400()
    {
        var token = (string)(await ReadAsync<JsonObject>("/api/shops/walled/buyers?limit=1", ApiShops.Key))["next"]!;

        await IsProblemAsync($"/api/shops/demo/buyers?limit=1&token={token}", HttpStatusCode.BadRequest);
        var answer = await shops.SendAsync($"/api/shops/walled/buyers?class=Client&token={token}", ApiShops.Key);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task ListBuyers_ByClassActivityAndValue_AreThoseOfTheWholeList()
    {
        var all = (await ReadAsync<JsonObject>("/api/shops/demo/buyers"))["items"]!.AsArray().Select(buyer => buyer!.AsObject()).ToList();
        foreach (var group in all.GroupBy(buyer => ((string)buyer["relationship"]!, (string)buyer["activity"]!)))
        {
            var (label, activity) = (group.Key.Item1, group.Key.Item2.ToLowerInvariant());
            var asked = await ReadAsync<JsonObject>($"/api/shops/demo/buyers?class={label}&activity={activity}&minValue=5000");
            Assert.Equal(
                group.Where(buyer => (long)buyer["netValue"]! >= 5000).Select(buyer => (string)buyer["id"]!),
                asked["items"]!.AsArray().Select(buyer => (string)buyer!["id"]!));
        }
    }

    [Fact]
    public async Task ListBuyers_ByReason_AreThoseOfWhomTheRuleHolds()
    {
        var all = (await ReadAsync<JsonObject>("/api/shops/demo/buyers"))["items"]!.AsArray().Select(buyer => buyer!.AsObject()).ToList();
        var rules = all.SelectMany(buyer => buyer["reasons"]!.AsArray().Select(rule => (string)rule!)).Distinct().ToList();

        Assert.True(rules.Count > 2, $"Only {rules.Count} rules hold for any buyer.");
        foreach (var rule in rules)
        {
            var asked = await ReadAsync<JsonObject>($"/api/shops/demo/buyers?reason={rule}");
            Assert.Equal(
                all.Where(buyer => buyer["reasons"]!.AsArray().Any(held => (string)held! == rule)).Select(buyer => (string)buyer["id"]!),
                asked["items"]!.AsArray().Select(buyer => (string)buyer!["id"]!));
        }
    }

    [Fact]
    public async Task GetReport_Latest_IsThatOfItsDayAndKnownByItsETag()
    {
        var latest = await shops.SendAsync("/api/shops/demo/reports/latest");
        var report = ReportJson.Read(await latest.Content.ReadAsByteArrayAsync());
        var again = await shops.SendAsync("/api/shops/demo/reports/2026-05-14", ifNoneMatch: latest.Headers.ETag!.ToString());

        Assert.Equal(("demo", ApiShops.AsOf), (report.Shop, report.AsOf));
        Assert.Equal(12.0, report.Figures.Single(figure => figure.Id == "buyers").Value);
        Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal(HttpStatusCode.OK, (await shops.SendAsync("/api/shops/demo/reports/2026-05-14", ifNoneMatch: "\"other\"")).StatusCode);
        Assert.Equal(["2026-05-14"], (await ReadAsync<JsonArray>("/api/shops/demo/reports")).Select(day => (string)day!));
    }

    [Theory]
    [InlineData("mailchimp.csv", "Email Address,Customer ID,Tags", ",'=HYPERLINK(1)", "\"'=HYPERLINK(1)\"")]
    [InlineData(
        "klaviyo.csv",
        "Email,External ID,Churn Class,Churn Activity,Churn Last Purchase,Churn Purchase Days",
        "2026-",
        "\"'@SUM(1)\"")]
    [InlineData("shopify-tags.csv", "ID,Tags,Tags Command", "=HYPERLINK", "\"'=HYPERLINK(1)\",\"churn-class-")]
    public async Task GetFile_ForATool_HasItsColumnsAndNoFormula(string name, string header, string unlike, string like)
    {
        var answer = await shops.SendAsync($"/api/shops/demo/files/{name}");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(name, answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(header, lines[0]);
        Assert.Equal(13, lines.Length);
        Assert.DoesNotContain(lines, line => line.StartsWith(unlike, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(like, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ListOffers_AsCsv_KeepsItsHeader() =>
        Assert.Equal(
            "id,kind,state,buyer,customer_id,episode,flagged_on,expires_on,sent_on,redeemed_on,reasons\r\n",
            await (await shops.SendAsync("/api/shops/demo/offers?format=csv")).Content.ReadAsStringAsync());

    private static TheoryData<string, string> Routes()
    {
        var routes = new TheoryData<string, string>();
        foreach (var (method, route) in FunctionRoutes.All.Where(pair => pair.Route.StartsWith("shops/{shop}/", StringComparison.Ordinal)))
            routes.Add(method, "/api/" + FunctionRoutes.Fill(route.Replace("{shop}", "walled", StringComparison.Ordinal)));
        return routes;
    }

    private async Task IsProblemAsync(string path, HttpStatusCode expected)
    {
        var answer = await shops.SendAsync(path);
        var body = await answer.Content.ReadAsStringAsync();

        Assert.Equal((expected, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal((int)expected, (int)JsonNode.Parse(body)!["status"]!);
        foreach (var sent in path.Split('/', '?', '=', '&').Where(part => part.Length > 3 && part.Any(c => !char.IsAsciiLetter(c))))
            Assert.DoesNotContain(Uri.UnescapeDataString(sent), body, StringComparison.Ordinal);
    }

    private async Task<T> ReadAsync<T>(string path, string? key = null)
    {
        var answer = await shops.SendAsync(path, key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<T>())!;
    }
}
