using Churn.Dashboard.Tests.Browser;
using Churn.Testing;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Churn.Dashboard.Tests;

/// <summary>
/// Takes pictures for a person to look at, in artifacts/screenshots:
/// <c>dotnet test tests/Churn.Dashboard.Tests --filter FullyQualifiedName~ScreenshotTests</c>. docs/dashboard.png is a copy of readme.png.
/// </summary>
[Collection(DashboardTestGroup.Name)]
public sealed class ScreenshotTests(DashboardFixture dashboard, ITestOutputHelper output)
{
    private const int Width = 1200;
    private const int Margin = 12;

    public static TheoryData<string> Looks => [.. Look.All.Keys];

    [BrowserTheory]
    [MemberData(nameof(Looks))]
    public async Task Save_WholePageWithABuyer_IsAPicture(string look)
    {
        await using var page = await dashboard.OpenAsync(Look.All[look]);
        await page.ShowBuyerAsync(await dashboard.Shop.SomeClientAsync());

        var file = await SaveAsync(page, look);

        Assert.True(new FileInfo(file).Length > 50_000, "The picture is so small that the page seems to be empty.");
    }

    [BrowserFact]
    public async Task Save_PageDownToTheSecondRowOfCharts_ShowsWholeCardsInTheReadme()
    {
        await using var page = await dashboard.OpenAsync(Look.DesktopLight with { Width = Width });
        var cards = (await page.EvaluateAsync(
                "[...document.querySelectorAll('.card')].filter(one => one.checkVisibility())"
                + ".map(one => { const box = one.getBoundingClientRect(); return [box.top + scrollY, box.bottom + scrollY]; })"))
            .EnumerateArray().Select(box => (Top: box[0].GetDouble(), Bottom: box[1].GetDouble())).ToList();
        var lastShown = await page.Page.Locator("#chart-survival").BoundingBoxAsync();
        var height = (float)Math.Ceiling(cards.Where(card => card.Top <= lastShown!.Y).Max(card => card.Bottom) + Margin);

        var file = await SaveAsync(page, "readme", new() { X = 0, Y = 0, Width = Width, Height = height });

        Assert.DoesNotContain(cards, card => card.Top < height && card.Bottom > height);
        Assert.InRange(new FileInfo(file).Length, 20_000, 400_000);
    }

    private async Task<string> SaveAsync(DashboardPage page, string name, Clip? part = null)
    {
        var file = Path.Combine(RepositoryFiles.Root, "artifacts", "screenshots", $"{name}.png");
        await page.Page.ScreenshotAsync(new() { Path = file, FullPage = true, Clip = part });
        output.WriteLine(file);
        return file;
    }
}
