using System.Text.Json.Nodes;
using Churn.Dashboard.Tests.Browser;

namespace Churn.Dashboard.Tests;

/// <summary>Tests the part of the page where a reader looks a buyer up.</summary>
[Collection(DashboardTestGroup.Name)]
public sealed class BuyerTests(DashboardFixture dashboard)
{
    [BrowserTheory]
    [InlineData("Client")]
    [InlineData("Customer")]
    [InlineData("Returning")]
    public async Task Find_ABuyer_ShowsLabelReasonsDistanceOrdersAndOffers(string label)
    {
        var listed = (await dashboard.Shop.GetAsync<JsonObject>($"buyers?class={label}&limit=1"))["items"]![0]!;
        var explained = await dashboard.Shop.GetAsync<JsonObject>($"buyers/{listed["id"]}/explain");
        var orders = (await dashboard.Shop.GetAsync<JsonObject>($"buyers/{listed["id"]}/history?limit=50"))["items"]!.AsArray();
        await using var page = await dashboard.OpenAsync(Look.DesktopLight);
        foreach (var id in new[] { (string)listed["id"]!, $"customer:{listed["customerId"]}" })
        {
            await page.ShowBuyerAsync(id);
            var text = await page.Page.Locator("#buyer-answer").InnerTextAsync();

            Assert.Contains((string)explained["relationship"]!, text, StringComparison.Ordinal);
            Assert.Contains((string)explained["activity"]!, text, StringComparison.Ordinal);
            Assert.Contains((string)explained["distance"]!, text, StringComparison.Ordinal);
            Assert.All(
                explained["reasons"]!.AsArray(),
                reason => Assert.Contains((string)reason!["text"]!, text, StringComparison.Ordinal));
            Assert.Equal(orders.Count, await page.Page.Locator("#buyer-orders tbody tr").CountAsync());
            foreach (var offer in explained["offers"]!.AsArray().Where(offer => (string)offer!["state"]! != "NotDue"))
            {
                Assert.Contains((string)offer!["kind"]!, text, StringComparison.Ordinal);
                Assert.All(offer["reasons"]!.AsArray(), reason => Assert.Contains((string)reason!, text, StringComparison.Ordinal));
            }

            if (explained["nothing"] is { } nothing)
            {
                Assert.Contains((string)nothing!, text, StringComparison.Ordinal);
            }
        }

        Assert.Empty(page.Complaints);
    }

    [BrowserFact]
    public async Task OlderOrders_ABuyerOfManyOrders_AreAddedPageByPageUntilAllAreThere()
    {
        var vips = (await dashboard.Shop.GetAsync<JsonObject>("buyers?class=Vip&limit=1000"))["items"]!.AsArray();
        var buyer = vips.MaxBy(one => (int)one!["purchaseDays"]!)!;
        var history = await dashboard.Shop.GetAsync<JsonObject>($"buyers/{buyer["id"]}/history?limit=1000");
        var orders = history["items"]!.AsArray().Select(order => (string)order!["id"]!).ToList();
        await using var page = await dashboard.OpenAsync(Look.DesktopLight);
        await page.ShowBuyerAsync((string)buyer["id"]!);
        var rows = page.Page.Locator("#buyer-orders tbody tr");
        var older = page.Page.GetByText("Older orders");

        Assert.InRange(orders.Count, 101, 999);
        for (var shown = 50; shown < orders.Count; shown += 50)
        {
            await page.Page.WaitForSelectorAsync($"#buyer-orders tbody tr:nth-child({shown})");
            var answer = await page.Page.Locator("#buyer-answer").InnerTextAsync();
            Assert.Contains($"The newest {shown} orders are shown.", answer, StringComparison.Ordinal);
            await older.FocusAsync();
            await page.Page.Keyboard.PressAsync("Enter");
        }

        await page.Page.WaitForSelectorAsync($"#buyer-orders tbody tr:nth-child({orders.Count})");
        Assert.Equal(orders, await rows.Locator("td:first-child").AllInnerTextsAsync());
        Assert.False(await older.IsVisibleAsync());
        Assert.Empty(page.Complaints);
    }

    [BrowserTheory]
    [InlineData("customer:nobody")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("../../shops")]
    public async Task Find_NobodyAtAll_SaysSoAndRunsNothing(string id)
    {
        await using var page = await dashboard.OpenAsync(Look.DesktopLight);
        await page.Page.FillAsync("#buyer-id", id);
        await page.Page.ClickAsync("#find button");
        await page.Page.WaitForSelectorAsync("#buyer-answer .warn");

        Assert.StartsWith("No such buyer", await page.Page.Locator("#buyer-answer").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await page.Page.Locator("#buyer-answer img").CountAsync());
    }
}
