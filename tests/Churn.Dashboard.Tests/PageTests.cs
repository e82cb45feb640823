using System.Globalization;
using Churn.Dashboard.Tests.Browser;
using Churn.Domain.Reports;

namespace Churn.Dashboard.Tests;

/// <summary>Compares what the dashboard of the replayed shop shows with the answers of the API.</summary>
[Collection(DashboardTestGroup.Name)]
public sealed class PageTests(DashboardFixture dashboard)
{
    // Chromium silently drops the eleventh download of a page within a second (blink's LocalFrame, ShouldThrottleDownload). No reader
    // clicks that fast, but a test does.
    private const int DownloadsOfAPage = 10;

    // Returns the words of the journey that its card, which scrolls, does not show whole.
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

        var fits = await page.EvaluateAsync("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
        Assert.True(fits.GetBoolean(), "The page scrolls sideways.");
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
        var marks = await card.Locator("svg text:has(tspan) tspan").AllTextContentsAsync();
        Assert.Equal([Shown("rate", weakest.Rate, report), "weakest", "link"], marks);
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

    [BrowserFact]
    public async Task Open_Page_ShowsWhatTheOrdersComeToWhenCountedApart()
    {
        var purchases = dashboard.Shop.Orders.Purchases;
        var worth = purchases.Select(buyer => buyer.Sum(order => order.Left)).Order().ToList();
        var count = worth.Count;
        var gini = (2 * worth.Select((value, i) => (i + 1) * value).Sum() / (count * worth.Sum())) - ((count + 1m) / count);
        var repeated = purchases.Count(buyer => buyer.Select(order => order.Day).Distinct().Count() > 1);
        await using var page = await dashboard.OpenAsync(Look.DesktopLight);
        await page.Page.ClickAsync("#figures .more > summary");

        async Task<string> Text(string id) => await page.Page.Locator($"[id='figure-{id}'] .value").InnerTextAsync();
        Assert.Equal(
            (
                Invariant($"{worth.Count:N0}"),
                Invariant($"{purchases.Sum(buyer => buyer.Count()):N0}"),
                Invariant($"£{worth.Sum():N2}"),
                Invariant($"{gini:0.###}")
            ),
            (await Text("buyers"), await Text("orders"), await Text("revenue"), await Text("revenue.gini")));
        var note = await page.Page.Locator("[id='figure-repeat.rate'] .note").InnerTextAsync();
        Assert.Contains(Invariant($"{repeated:N0} of {worth.Count:N0}"), note, StringComparison.Ordinal);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static double? Number(string? text) =>
        string.IsNullOrEmpty(text) ? null : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    // Writes a figure as a British browser does.
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
