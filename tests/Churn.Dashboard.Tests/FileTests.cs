using Churn.Dashboard.Tests.Browser;

namespace Churn.Dashboard.Tests;

/// <summary>Tests the files for marketing tools, which the page saves with one click.</summary>
[Collection(DashboardTestGroup.Name)]
public sealed class FileTests(DashboardFixture dashboard)
{
    [BrowserTheory]
    [InlineData("Mailchimp", "mailchimp.csv", "files/mailchimp.csv", "Email Address,Customer ID,Tags")]
    [InlineData(
        "Klaviyo",
        "klaviyo.csv",
        "files/klaviyo.csv",
        "Email,External ID,Churn Class,Churn Activity,Churn Last Purchase,Churn Purchase Days")]
    [InlineData("Shopify tags", "shopify-tags.csv", "files/shopify-tags.csv", "ID,Tags,Tags Command")]
    [InlineData(
        "Offers",
        "offers.csv",
        "offers?format=csv",
        "id,kind,state,buyer,customer_id,episode,flagged_on,expires_on,sent_on,redeemed_on,reasons")]
    public async Task Click_AFile_SavesWhatTheApiAnswers(string button, string name, string path, string header)
    {
        await using var page = await dashboard.OpenAsync(Look.DesktopLight);

        var saved = await page.Page.RunAndWaitForDownloadAsync(() => page.Page.ClickAsync($"#file-buttons button:text-is('{button}')"));
        var text = await File.ReadAllTextAsync(await saved.PathAsync());

        Assert.Equal(name, saved.SuggestedFilename);
        Assert.Equal(await dashboard.Shop.TextAsync(path), text);
        Assert.StartsWith(header + "\r\n", text, StringComparison.Ordinal);
        Assert.True(text.Split("\r\n").Length > 100, "The file has at most 100 lines.");
        Assert.Equal($"{name} is saved.", await page.Page.Locator("#file-said").InnerTextAsync());
        Assert.Empty(page.Complaints);
    }

    [BrowserFact]
    public async Task Click_AFileThatIsRefused_SaysWhyAndCanBeClickedAgain()
    {
        await using var page = await dashboard.OpenAsync(Look.DesktopLight);
        await page.Page.RouteAsync("**/files/*", route => route.FulfillAsync(new()
        {
            Status = 429,
            ContentType = "application/problem+json",
            Body = """{"title":"Too many requests","status":429,"detail":"Wait a while."}""",
        }));

        await page.Page.ClickAsync("#file-buttons button:text-is('Klaviyo')");
        await page.Page.WaitForSelectorAsync("#file-said:text-is('Wait a while.')");

        Assert.True(await page.Page.Locator("#file-buttons button:text-is('Klaviyo')").IsEnabledAsync());
    }
}
