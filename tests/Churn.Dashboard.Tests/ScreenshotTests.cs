using Churn.Dashboard.Tests.Browser;
using Churn.TestSupport;
using Xunit.Abstractions;

namespace Churn.Dashboard.Tests;

/// <summary>
/// Pictures to be looked at by a person, in artifacts/screenshots:
/// <c>dotnet test tests/Churn.Dashboard.Tests --filter FullyQualifiedName~ScreenshotTests</c>. readme.png is what stands in docs/dashboard.png.
/// </summary>
[Collection(DashboardTestGroup.Name)]
public sealed class ScreenshotTests(DashboardFixture dashboard, ITestOutputHelper output)
{
    public static TheoryData<string> Looks => [.. Look.All.Keys];

    [BrowserTheory]
    [MemberData(nameof(Looks))]
    public async Task Save_WholePageWithABuyer_IsAPicture(string look)
    {
        await using var page = await dashboard.OpenAsync(Look.All[look]);
        await page.ShowBuyerAsync(await dashboard.Shop.SomeClientAsync());

        var file = await SaveAsync(page, look, wholePage: true);

        Assert.True(new FileInfo(file).Length > 50_000, "An empty page, it seems.");
    }

    [BrowserFact]
    public async Task Save_FirstScreen_FitsIntoTheReadme()
    {
        await using var page = await dashboard.OpenAsync(Look.DesktopLight with { Width = 1200, Height = 1250 });

        var file = await SaveAsync(page, "readme", wholePage: false);

        Assert.InRange(new FileInfo(file).Length, 20_000, 200_000);
    }

    private async Task<string> SaveAsync(DashboardPage page, string name, bool wholePage)
    {
        var file = Path.Combine(RepositoryFiles.Root, "artifacts", "screenshots", $"{name}.png");
        await page.Page.ScreenshotAsync(new() { Path = file, FullPage = wholePage });
        output.WriteLine(file);
        return file;
    }
}
