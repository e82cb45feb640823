using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Churn.LocalHost.Tests.Api;

/// <summary>
/// Sends what a client should not send: seeded, to every route, with the key of one shop and the names of another.
/// </summary>
public sealed class HostileInputTests(ApiShops shops) : IClassFixture<ApiShops>
{
    private const int Seed = 20260514;

    // These are filters of OData, paths, keys of the tables, markup, formulas, control characters, numbers out of range, and long texts.
    private static readonly string[] Nasty =
    [
        "' or 1 eq 1 or '",
        "') or PartitionKey ne ('",
        "..",
        "../demo/buyers",
        "..\\demo",
        "%2e%2e%2fdemo",
        "demo|00",
        "b:",
        "o:x:y",
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "\u0000",
        "a\u0000b",
        "\t",
        "\r\nX-Injected: 1",
        "𝔘𝔫𝔦",
        "\uFFFF",
        "-1",
        "9223372036854775808",
        "1e309",
        "NaN",
        "2026-02-30",
        "0000-00-00",
        "null",
        "[]",
        "{}",
        "*",
        "?",
        "#",
        "customer:",
        "customer:' or true",
        new('a', 300),
        new('9', 2_000),
    ];

    private static readonly string[] Filters =
    [
        "class", "activity", "reason", "minValue", "maxValue", "limit", "token", "asOf", "kind", "state", "format", "mapping",
    ];

    public static TheoryData<string, string> ShopRoutes => ApiTests.ShopRoutes;

    [Theory]
    [MemberData(nameof(ShopRoutes))]
    public async Task Send_NastyIdsAndFilters_AreAnsweredOrRefusedAndTellNothing(string method, string path)
    {
        var random = new Random(HashCode(path) ^ Seed);
        for (var round = 0; round < 25; round++)
        {
            var (id, filter, value) = (Pick(random, Nasty), Pick(random, Filters), Pick(random, Nasty));
            var place = path.Replace("none", Uri.EscapeDataString(id), StringComparison.Ordinal);
            var address = $"{place}?{filter}={Uri.EscapeDataString(value)}";
            var sent = $"Seed {Seed}, round {round}: {method} {address}";
            using var answer = await shops.SendAsync(address, ApiShops.Key, method);
            var body = await answer.Content.ReadAsStringAsync();

            Assert.True((int)answer.StatusCode < 500, $"{sent} was answered with {answer.StatusCode}: {body}");
            Assert.False(
                body.Contains("demo-", StringComparison.Ordinal)
                || body.Contains("   at ", StringComparison.Ordinal)
                || body.Contains("Exception", StringComparison.Ordinal),
                $"{sent} disclosed something: {body}");
            if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict
                && answer.Content.Headers.ContentLength != 0
                && body.Length > 0)
                Assert.Equal((sent, "application/problem+json"), (sent, answer.Content.Headers.ContentType?.MediaType));
        }
    }

    [Fact]
    public async Task Get_BuyersOfAnotherShopByEveryName_Is404()
    {
        var walled = await PageAsync("/api/shops/walled/buyers", ApiShops.Key);
        var own = walled["items"]!.AsArray().Select(buyer => (string)buyer!["id"]!).ToHashSet();
        foreach (var buyer in (await PageAsync("/api/shops/demo/buyers"))["items"]!.AsArray())
        {
            Assert.DoesNotContain((string)buyer!["id"]!, own);
            foreach (var path in (string[])["", "/explain", "/history"])
            {
                using var answer = await shops.SendAsync($"/api/shops/walled/buyers/{buyer["id"]}{path}", ApiShops.Key);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }
    }

    [Theory]
    [InlineData("/api/shops/walled/../demo/buyers")]
    [InlineData("/api/shops/walled/%2e%2e/demo/buyers")]
    [InlineData("/api/shops/walled%2F..%2Fdemo/buyers")]
    [InlineData("/api/shops/walled%5C..%5Cdemo/buyers")]
    [InlineData("/api/shops//demo/buyers")]
    [InlineData("/api/shops/demo;walled/buyers")]
    [InlineData("/api/shops/demo%00/buyers")]
    [InlineData("/api/shops/DEMO/buyers")]
    [InlineData("/api/shops/walled|00/buyers")]
    public async Task Get_PathTricksTowardsAnotherShop_GiveNothingOfIt(string path)
    {
        // The path is sent as it is, because a client's own normalisation would hide the trick.
        var address = new Uri(
            shops.Client.BaseAddress + path[1..],
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("x-api-key", ApiShops.Key);
        using var answer = await shops.Client.SendAsync(request);

        Assert.True(
            answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest,
            $"{path} was answered with {answer.StatusCode}.");
        Assert.DoesNotContain("netValue", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("buyers")]
    [InlineData("offers")]
    [InlineData("history")]
    public async Task List_TokensMadeUp_AreRefusedOrReadTheSameShop(string list)
    {
        if (list == "history")
            list = $"buyers/{(await PageAsync("/api/shops/walled/buyers", ApiShops.Key))["items"]![0]!["id"]}/history";
        var random = new Random(Seed);
        for (var round = 0; round < 60; round++)
        {
            var bytes = new byte[random.Next(0, 60)];
            random.NextBytes(bytes);
            var token = System.Buffers.Text.Base64Url.EncodeToString(bytes);
            using var answer = await shops.SendAsync($"/api/shops/walled/{list}?token={token}", ApiShops.Key);
            Assert.True(
                answer.StatusCode == HttpStatusCode.BadRequest,
                $"Seed {Seed}, round {round}: {token} was answered with {answer.StatusCode}.");
        }
    }

    [Fact]
    public async Task Import_HostileCsv_IsReadOrNamedByItsLineAndRunsNowhere()
    {
        var file = new StringBuilder("order_id,placed_at,total,customer_id,email\n");
        var cells = (string[])["=1+1", "+1+1", "-1+1", "@SUM(1)", "\"\t=1\"", "\"\r=1\"", "＝1", "<img src=x>"];
        foreach (var (cell, place) in cells.Select((cell, place) => (cell, place)))
            file.Append($"formula-{place},2026-01-0{place + 1},10,{cell},formula-{place}@example.org\n");
        file.Append("bad,2026-13-45,ten,1,x@example.org\n\"unclosed,2026-01-01,10,2,y@example.org\n");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/shops/walled/import?format=csv")
        {
            Content = new StringContent(file.ToString()),
        };
        request.Headers.Add("x-api-key", ApiShops.Key);
        using var answer = await shops.Client.SendAsync(request);

        Assert.True((int)answer.StatusCode < 500, $"The import was answered with {answer.StatusCode}.");
        foreach (var name in (string[])["mailchimp.csv", "klaviyo.csv", "shopify-tags.csv"])
        {
            using var written = await shops.SendAsync($"/api/shops/walled/files/{name}", ApiShops.Key);
            var text = await written.Content.ReadAsStringAsync();
            Assert.DoesNotContain(Cells(text), cell => cell.Length > 0
                && "=+-@\t\r\n＝＋－＠".Contains(cell[0], StringComparison.Ordinal)
                && !long.TryParse(cell, out _));
        }
    }

    // Reads CSV with another library than the app's own code, as a spreadsheet would.
    private static List<string> Cells(string text)
    {
        using var reader = new CsvHelper.CsvReader(new StringReader(text), System.Globalization.CultureInfo.InvariantCulture);
        var cells = new List<string>();
        while (reader.Read())
        {
            for (var place = 0; reader.TryGetField<string>(place, out var cell); place++)
                cells.Add(cell!);
        }

        return cells;
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    // Unlike string.GetHashCode, this hash is the same in every run.
    private static int HashCode(string text) => text.Aggregate(17, (hash, c) => unchecked((hash * 31) + c));

    private async Task<JsonObject> PageAsync(string path, string? key = null) =>
        (await (await shops.SendAsync(path, key)).Content.ReadFromJsonAsync<JsonObject>())!;
}
