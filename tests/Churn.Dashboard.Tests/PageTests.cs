using System.Globalization;
using Churn.Dashboard.Tests.Browser;
using Churn.Domain.Reports;

namespace Churn.Dashboard.Tests;

/// <summary>What the dashboard of the replayed shop shows, against the API.</summary>
[Collection(DashboardTestGroup.Name)]
public sealed class PageTests(DashboardFixture dashboard)
{
    // Chromium drops a page's eleventh download of a second without a word (blink's LocalFrame, ShouldThrottleDownload): no reader clicks that fast, a test does.
    private const int DownloadsOfAPage = 10;

    // Words of the journey that its card, which scrolls, does not show whole.
    private const string CutOff = """
        (() => {
          const frame = document.querySelector("#chart-journey .chart").getBoundingClientRect();
          return [...document.querySelectorAll("#chart-journey svg text")].filter(text => text.textContent && (text.getBoundingClientRect().right > frame.right || text.getBoundingClientRect().left < frame.left)).map(text => text.textContent);
        })()
        """;

    [BrowserFact]
    public async Task Open_Always_AsksNobodyElseAndComplainsOfNothing()
    {
        await using var page = await dashboard.OpenAsync(Look.DesktopLight);

        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, address => Assert.StartsWith(dashboard.Shop.Address.ToString(), address, StringComparison.Ordinal));
        Assert.Contains(page.Requests, address => address.EndsWith("/reports/latest", StringComparison.Ordinal));
    }

    [BrowserTheory]
    [InlineData("desktop-light")]
    [InlineData("phone-dark")]
    public async Task Open_EveryChart_HasMarksADefinitionATableAndNoSideways(string look)
    {
        await using var page = await dashboard.OpenAsync(Look.All[look]);

        foreach (var chart in ChartColumns.Charts)
        {
            var card = page.Page.Locator($"#chart-{chart}");
            Assert.True(await card.Locator("svg :is(rect, path, circle, line)").CountAsync() > 0, $"{chart} has no marks.");
            Assert.Equal(2, await card.Locator("details").CountAsync());
            Assert.True(await card.Locator("tbody tr").CountAsync() > 0, $"{chart} has no numbers.");
            Assert.Matches(@"^\S.+\. \S", await card.Locator("[role=img]").First.GetAttributeAsync("aria-label") ?? "");
        }

        Assert.True((await page.EvaluateAsync("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).GetBoolean(), "The page scrolls sideways.");
        Assert.Empty(page.Complaints);
    }

    [BrowserFact]
    public async Task Open_EveryFigure_IsTheApis()
    {
        var report = await dashboard.Shop.ReportAsync();
        await using var page = await dashboard.OpenAsync(Look.DesktopLight);
        await page.Page.ClickAsync("#figures .more > summary");

        foreach (var figure in report.Figures)
        {
            var isOneOf = report.Figures.Count(other => other.Id == figure.Id) > 1;
            var value = page.Page.Locator($"[id='figure-{figure.Id}{(isOneOf ? $"-{figure.HorizonDays}" : "")}'] .value");
            Assert.Equal(figure.Value, Number(await value.GetAttributeAsync("data-value")));
            Assert.Equal(Shown(figure, report), await value.InnerTextAsync());
        }
    }

    [BrowserTheory]
    [InlineData("desktop-light")]
    [InlineData("phone-dark")]
    public async Task Open_Journey_MarksItsWeakestLinkAndSaysItInWords(string look)
    {
        var report = await dashboard.Shop.ReportAsync();
        var weakest = report.Journey.Single(step => step.To == report.WeakestLink);
        await using var page = await dashboard.OpenAsync(Look.All[look]);
        var card = page.Page.Locator("#chart-journey");
        var words = $"Weakest link: {weakest.From} to {weakest.To}, {Shown("rate", weakest.Rate, report)}.";

        Assert.Contains(words, await card.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(words, await card.Locator("[role=img]").GetAttributeAsync("aria-label") ?? "", StringComparison.Ordinal);
        Assert.Equal(1, await card.Locator("svg .weakest path").CountAsync());
        Assert.Equal([Shown("rate", weakest.Rate, report), "weakest", "link"], await card.Locator("svg text:has(tspan) tspan").AllTextContentsAsync());
        Assert.Contains("not known", await card.Locator("svg").Last.TextContentAsync() ?? "", StringComparison.Ordinal);
        Assert.Empty((await page.EvaluateAsync(CutOff)).EnumerateArray().Select(text => text.GetString()));
        Assert.Equal(["yes"], (await page.CsvAsync("journey")).Column("weakest link").Where(cell => cell.Length > 0));
    }

    [BrowserFact]
    public async Task Open_EveryChartsCsv_HasTheApisNumbers()
    {
        var report = await dashboard.Shop.ReportAsync();

        foreach (var some in ChartColumns.Of(report).GroupBy(column => column.Chart).Chunk(DownloadsOfAPage))
        {
            await using var page = await dashboard.OpenAsync(Look.DesktopLight);
            foreach (var columns in some)
            {
                var saved = await page.CsvAsync(columns.Key);
                Assert.All(columns, column => Assert.Equal(column.Numbers, saved.Column(column.Heading).Select(Number)));
            }
        }
    }

    // The script's figures of the raw file, as Reports/RawFileTests of Churn.LocalHost.Tests has them:
    // python3 tests/Churn.LocalHost.Tests/Reports/figures.py ../shared/data/online_retail/orders.csv 2011-12-09
    [RealShopFact]
    public async Task Open_OnlineRetail_ShowsWhatTheScriptFindsInTheFile()
    {
        await using var page = await dashboard.OpenAsync(Look.DesktopLight);
        await page.Page.ClickAsync("#figures .more > summary");

        async Task<string> Text(string id) => await page.Page.Locator($"[id='figure-{id}'] .value").InnerTextAsync();
        Assert.Equal(
            ("4,324", "18,209", "£8,322,682.25", "0.703"),
            (await Text("buyers"), await Text("orders"), await Text("revenue"), await Text("revenue.gini")));
        Assert.Contains("2,778 of 4,324", await page.Page.Locator("[id='figure-repeat.rate'] .note").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static double? Number(string? text) => string.IsNullOrEmpty(text) ? null : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    // As a British browser writes it.
    private static string Shown(ReportFigure figure, ShopReport report) => Shown(figure.Unit, figure.Value, report);

    private static string Shown(string unit, double? shown, ShopReport report)
    {
        var culture = CultureInfo.InvariantCulture;
        return shown is not { } value ? "–" : unit switch
        {
            "rate" => Math.Round((decimal)value * 100, 1, MidpointRounding.AwayFromZero).ToString("0.#", culture) + "%",
            "money" => "£" + ((decimal)value / 100).ToString("N2", culture),
            "days" => $"{value.ToString("N0", culture)} {(value == 1 ? "day" : "days")}",
            "ratio" => Math.Round((decimal)value, 3, MidpointRounding.AwayFromZero).ToString("0.###", culture),
            _ => value.ToString("N0", culture),
        };
    }
}
