using Churn.Dashboard.Tests.Browser;
using Churn.Dashboard.Tests.Shop;
using Xunit.Abstractions;

namespace Churn.Dashboard.Tests;

/// <summary>
/// Tests how many bytes the page loads and how soon it shows something. This prints the numbers:
/// <c>dotnet test tests/Churn.Dashboard.Tests --filter FullyQualifiedName~WeightTests --logger "console;verbosity=detailed"</c>.
/// </summary>
[Collection(DashboardTestGroup.Name)]
public sealed class WeightTests(DashboardFixture dashboard, ITestOutputHelper output)
{
    private const int Most = 200_000;

    [BrowserTheory]
    [InlineData("desktop-light")]
    [InlineData("phone-light")]
    public async Task Open_WholePageAndItsReport_IsBelow200KilobytesOverTheWire(string look)
    {
        await using var page = await DashboardPage.NewAsync(dashboard.Browser, Look.All[look]);
        var network = await page.Page.Context.NewCDPSessionAsync(page.Page);
        await network.SendAsync("Network.enable");
        double bytes = 0;
        var files = 0;
        network.Event("Network.loadingFinished").OnEvent += (_, finished) =>
        {
            bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
            files++;
        };

        await page.OpenAsync(dashboard.Shop.Address, ReplayedShop.Name);
        await page.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
        var paint = (await page.EvaluateAsync(
            "Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1)")).GetInt32();
        var drawn = (await page.EvaluateAsync("Math.round(performance.now())")).GetInt32();

        output.WriteLine(
            $"{look}: {bytes:N0} bytes over the wire in {files} answers, headers included; "
            + $"first contentful paint after {paint} ms, all drawn within {drawn} ms");
        Assert.InRange(bytes, 1, Most);
        Assert.True(paint >= 0, "The browser reports no first paint.");
    }
}
