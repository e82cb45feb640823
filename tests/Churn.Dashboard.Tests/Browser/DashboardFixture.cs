using Churn.Dashboard.Tests.Shop;
using Microsoft.Playwright;

namespace Churn.Dashboard.Tests.Browser;

/// <summary>One shop, replayed once, and one browser, shared by all tests. Without a browser nothing is started.</summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private ReplayedShop? _shop;
    private IBrowser? _browser;

    internal ReplayedShop Shop => _shop ?? throw new InvalidOperationException("There is no browser, so nothing was started.");

    internal IBrowser Browser => _browser ?? throw new InvalidOperationException("There is no browser.");

    public async Task InitializeAsync()
    {
        if (Chromium.Executable is not { } executable)
        {
            return;
        }

        _shop = await ReplayedShop.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable,

            // Chromium has no sandbox when it runs as root. Only this machine has an address, so a request to any other fails, and the test
            // sees it.
            Args =
            [
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--force-color-profile=srgb",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
            ],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_shop is not null)
        {
            await _shop.DisposeAsync();
        }
    }

    /// <summary>Opens the replayed shop's dashboard and waits until it is drawn.</summary>
    internal async Task<DashboardPage> OpenAsync(Look look)
    {
        var page = await DashboardPage.NewAsync(Browser, look);
        await page.OpenAsync(Shop.Address, ReplayedShop.Name);
        return page;
    }
}
