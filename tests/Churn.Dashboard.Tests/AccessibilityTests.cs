using Churn.Dashboard.Tests.Browser;

namespace Churn.Dashboard.Tests;

/// <summary>Tests the page for readers who do not see it or use no mouse.</summary>
[Collection(DashboardTestGroup.Name)]
public sealed class AccessibilityTests(DashboardFixture dashboard)
{
    // Returns what axe-core finds. Every violation is named with the first element that has it.
    private const string Axe = """
        async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
          .map(found => `${found.impact}: ${found.id} (${found.nodes.length}): ${found.nodes[0].html.slice(0, 160)} ${found.nodes[0].failureSummary ?? ""}`)
        """;

    // Counts and numbers everything that the keyboard can reach and that is visible.
    private const string Focusable = """
        () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
          .filter(one => one.tabIndex >= 0 && one.checkVisibility())
          .map((one, place) => { one.dataset.place = place; return place; }).length
        """;

    private const string Focused = """
        () => {
          const one = document.activeElement, style = getComputedStyle(one);
          return { place: one.dataset.place ?? "", outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, what: one.outerHTML.slice(0, 120) };
        }
        """;

    public static TheoryData<string> Looks => [.. Look.All.Keys];

    [BrowserTheory]
    [MemberData(nameof(Looks))]
    public async Task Axe_WholePageWithABuyerAndAllDetailsOpen_FindsNothingSerious(string look)
    {
        await using var page = await dashboard.OpenAsync(Look.All[look]);
        await page.ShowBuyerAsync(await dashboard.Shop.SomeClientAsync());
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        await page.Page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));

        var violations = (await page.EvaluateAsync(Axe)).EnumerateArray().Select(one => one.GetString()!).ToList();

        Assert.DoesNotContain(
            violations,
            one => one.StartsWith("serious", StringComparison.Ordinal) || one.StartsWith("critical", StringComparison.Ordinal));
    }

    [BrowserTheory]
    [InlineData("desktop-light")]
    [InlineData("phone-dark")]
    public async Task Tab_FromTheTop_ReachesEverythingAndShowsWhereItIs(string look)
    {
        await using var page = await dashboard.OpenAsync(Look.All[look]);
        var all = (await page.EvaluateAsync(Focusable)).GetInt32();
        var reached = new HashSet<string>();
        for (var press = 0; press < all + 5; press++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync(Focused);
            if (focused.GetProperty("place").GetString() is { Length: > 0 } place)
            {
                reached.Add(place);
                Assert.True(
                    focused.GetProperty("outlined").GetBoolean(),
                    $"No outline shows that this element has the focus: {focused.GetProperty("what").GetString()}");
            }
        }

        Assert.Equal(Enumerable.Range(0, all).Select(place => $"{place}").Order(), reached.Order());
    }

    [BrowserFact]
    public async Task Keyboard_Alone_OpensADefinitionSavesACsvAndFindsABuyer()
    {
        await using var page = await dashboard.OpenAsync(Look.DesktopLight);
        var buyer = await dashboard.Shop.SomeClientAsync();

        await page.Page.FocusAsync("#chart-cohorts summary");
        await page.Page.Keyboard.PressAsync("Enter");
        var saved = await page.Page.RunAndWaitForDownloadAsync(async () =>
        {
            await page.Page.FocusAsync("#chart-cohorts button");
            await page.Page.Keyboard.PressAsync("Space");
        });
        await page.Page.FocusAsync("#buyer-id");
        await page.Page.Keyboard.TypeAsync(buyer);
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.WaitForSelectorAsync("#buyer-answer table");

        Assert.Equal("cohorts.csv", saved.SuggestedFilename);
        Assert.True(await page.Page.Locator("#chart-cohorts details[open] p").First.IsVisibleAsync());
        Assert.Empty(page.Complaints);
    }
}
