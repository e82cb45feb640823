using System.Text.Json;
using Churn.Domain.Identity;
using Churn.Domain.Labels;
using Churn.Domain.Shops;
using Churn.Functions.Api.Buyers;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Scripted;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Churn.Functions.Tests.Api.Buyers;

public sealed class BuyerFunctionsTests
{
    private static readonly Shop Shop = AShop.Named("demo");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);
    private readonly BuyerFunctions _functions;

    public BuyerFunctionsTests()
    {
        var (shops, policies) = (new FixedShops(Shop), new DefaultRulebooks());
        _functions = new BuyerFunctions(
            new BuyerRequests(new BuyerFinder(_scenario.Identities), shops, policies, _scenario.Time),
            new BuyerHistory(_scenario.Buyers, shops, policies));
    }

    [Fact]
    public async Task GetBuyer_AsOfTheDayOfTheFirstOrder_IsTheCustomerTheyWere()
    {
        await RecordAsync("2025-01-10", "2025-05-10", "2025-09-10");

        var now = await GetAsync("customer:77");
        var then = await GetAsync("customer:77", "?asOf=2025-01-10");

        Assert.Equal(("Client", 3), (now.GetProperty("relationship").GetString(), now.GetProperty("orders").GetInt32()));
        Assert.Equal(("Customer", 1), (then.GetProperty("relationship").GetString(), then.GetProperty("orders").GetInt32()));
        Assert.Equal(("2025-01-10", "New"), (then.GetProperty("asOf").GetString(), then.GetProperty("activity").GetString()));
        Assert.Equal("general-retail-2", then.GetProperty("policyVersion").GetString());
        Assert.Equal("rules", then.GetProperty("modelVersion").GetString());
        Assert.Equal(now.GetProperty("id").GetString(), (await GetAsync(now.GetProperty("id").GetString()!)).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("?asOf=", "asOf takes one day written yyyy-MM-dd, such as 2026-05-14.")]
    [InlineData("?asOf=2026-02-30", "asOf takes one day written yyyy-MM-dd, such as 2026-05-14.")]
    [InlineData("?asOf=01/02/2026", "asOf takes one day written yyyy-MM-dd, such as 2026-05-14.")]
    [InlineData("?asOf=2026-01-01&asOf=2026-01-02", "asOf takes one day written yyyy-MM-dd, such as 2026-05-14.")]
    [InlineData("?asOf=2026-11-23", "asOf lies in the future. The ledger holds past orders only.")]
    public async Task GetBuyer_BadDay_Is400WithOneSentence(string query, string expected)
    {
        await RecordAsync("2026-01-10");

        var result = Assert.IsType<ObjectResult>(await _functions.GetBuyerAsync(Request(query), "demo", "customer:77", default));
        var problem = Assert.IsType<ProblemDetails>(result.Value);

        Assert.Equal((400, expected), (problem.Status, problem.Detail));
    }

    [Theory]
    [InlineData("demo", "customer:78")]
    [InlineData("demo", "nobody")]
    [InlineData("other", "customer:77")]
    [InlineData("Not A Shop", "customer:77")]
    public async Task GetBuyer_NobodyOfThatName_Is404WithoutEchoingIt(string shop, string id)
    {
        await RecordAsync("2026-01-10");

        var result = Assert.IsType<ObjectResult>(await _functions.GetBuyerAsync(Request(""), shop, id, default));
        var problem = Assert.IsType<ProblemDetails>(result.Value);

        Assert.Equal(404, problem.Status);
        Assert.DoesNotContain("77", problem.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("nobody", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExplainBuyer_TwoPurchases_NamesEachRuleAndTheDistance()
    {
        await RecordAsync("2026-01-01", "2026-04-01");

        var body = Json(await _functions.ExplainBuyerAsync(Request("?asOf=2026-04-10"), "demo", "customer:77", default));

        var tenure = body.GetProperty("reasons").EnumerateArray().Single(reason => reason.GetProperty("rule").GetString() == Rules.Tenure);
        Assert.False(tenure.GetProperty("holds").GetBoolean());
        Assert.Equal(90, tenure.GetProperty("numbers").GetProperty("tenureDays").GetInt32());
        Assert.Equal("One more purchase on or after 28 June 2026 makes a client.", body.GetProperty("distance").GetString());
        Assert.Equal("2026-06-28", body.GetProperty("next").GetProperty("from").GetString());
        Assert.StartsWith(
            "Without a purchase the buyer is cooling from ", body.GetProperty("waiting").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetBuyerHistory_ThreeOrders_ShowsThemNewestFirstAndNoHashes()
    {
        await RecordAsync("2026-01-01", "2026-04-01", "2026-02-01");

        var body = await HistoryAsync("?asOf=2026-02-01");

        var orders = body.GetProperty("items");
        Assert.Equal(["2026-02-01", "2026-01-01"], Placed(body));
        Assert.Equal(JsonValueKind.Null, body.GetProperty("next").ValueKind);
        var kinds = orders[0].GetProperty("recognisedBy").EnumerateArray();
        Assert.Equal(["Email", "PlatformCustomer"], kinds.Select(kind => kind.GetString()!));
        Assert.DoesNotContain(AnOrder.Of(Shop, "1", "2026-01-01").Buyer.Identifiers[0].Hash, body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal((5_000, "EUR"), (orders[0].GetProperty("netValue").GetInt64(), orders[0].GetProperty("currency").GetString()));
    }

    [Fact]
    public async Task GetBuyerHistory_PageByPage_GivesEveryOrderOnceThoughOneCameMeanwhile()
    {
        await RecordAsync("2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01");

        var first = await HistoryAsync("?limit=2");
        await RecordAsync("2026-06-01");
        var second = await HistoryAsync($"?limit=2&token={first.GetProperty("next")}");
        var third = await HistoryAsync($"?limit=2&token={second.GetProperty("next")}");

        Assert.Equal(
            ["2026-05-01", "2026-04-01", "2026-03-01", "2026-02-01", "2026-01-01"],
            [.. Placed(first), .. Placed(second), .. Placed(third)]);
        Assert.Equal(JsonValueKind.Null, third.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task GetBuyerHistoryAndExplainBuyer_ReaderHangsUp_EndTheReading()
    {
        await RecordAsync("2026-01-01");
        var request = Request("");
        request.HttpContext.RequestAborted = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _functions.GetBuyerHistoryAsync(request, "demo", "customer:77", default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _functions.ExplainBuyerAsync(request, "demo", "customer:77", default));
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=1001")]
    [InlineData("?token=AAAA")]
    [InlineData("?asOf=2026-04-02&token=OTHER")]
    public async Task GetBuyerHistory_BadLimitOrAnotherListsToken_Is400(string query)
    {
        await RecordAsync("2026-01-01", "2026-02-01");
        var other = (await HistoryAsync("?limit=1")).GetProperty("next").GetString();

        var request = Request(query.Replace("OTHER", other, StringComparison.Ordinal));
        var result = await _functions.GetBuyerHistoryAsync(request, "demo", "customer:77", default);

        Assert.Equal(400, Assert.IsType<ObjectResult>(result).StatusCode);
    }

    private static HttpRequest Request(string query)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        return request;
    }

    private static JsonElement Json(IActionResult result) =>
        JsonSerializer.SerializeToElement(Assert.IsType<OkObjectResult>(result).Value, JsonSerializerOptions.Web);

    private static IEnumerable<string> Placed(JsonElement page) =>
        page.GetProperty("items").EnumerateArray().Select(order => order.GetProperty("placedAt").GetString()![..10]);

    // Reads the history as it goes over the wire.
    private async Task<JsonElement> HistoryAsync(string query)
    {
        var request = Request(query);
        using var body = new MemoryStream();
        request.HttpContext.Response.Body = body;
        var result = await _functions.GetBuyerHistoryAsync(request, "demo", "customer:77", default);
        var action = new ActionContext { HttpContext = request.HttpContext, RouteData = new(), ActionDescriptor = new() };
        await result.ExecuteResultAsync(action);
        await request.HttpContext.Response.CompleteAsync();
        return JsonSerializer.Deserialize<JsonElement>(body.ToArray());
    }

    private async Task<JsonElement> GetAsync(string id, string query = "") =>
        Json(await _functions.GetBuyerAsync(Request(query), "demo", id, default));

    private async Task RecordAsync(params string[] days)
    {
        foreach (var day in days)
        {
            await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, day, day, customerId: "77"), default);
        }
    }
}
