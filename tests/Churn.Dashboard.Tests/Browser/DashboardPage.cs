using System.Text.Json;
using Microsoft.Playwright;

namespace Churn.Dashboard.Tests.Browser;

/// <summary>The dashboard in a tab of its own, with all errors and all requests that occurred in it.</summary>
internal sealed class DashboardPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private readonly List<string> _requests = [];

    private DashboardPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => Note(_complaints, message.Type is "error" or "warning", $"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Note(_complaints, true, $"exception: {error}");
        page.RequestFailed += (_, request) => Note(_complaints, true, $"failed: {request.Url}");
        page.Response += (_, response) => Note(_complaints, response.Status >= 400, $"{response.Status}: {response.Url}");
        context.Request += (_, request) => Note(_requests, true, request.Url);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings of the console, exceptions, and requests that failed.</summary>
    public IReadOnlyList<string> Complaints => Copy(_complaints);

    /// <summary>Addresses that were requested.</summary>
    public IReadOnlyList<string> Requests => Copy(_requests);

    public static async Task<DashboardPage> NewAsync(IBrowser browser, Look look)
    {
        var context = await browser.NewContextAsync(look.Options);
        return new(context, await context.NewPageAsync());
    }

    /// <summary>Opens a shop and waits until its report is drawn.</summary>
    public async Task OpenAsync(Uri host, string shop)
    {
        await Page.GotoAsync(new Uri(host, $"api/dashboard#{shop}").ToString());
        await Page.WaitForSelectorAsync("#charts .card");
    }

    /// <summary>Looks a buyer up as a reader would, and waits for the answer.</summary>
    public async Task ShowBuyerAsync(string id)
    {
        await Page.EvaluateAsync("document.getElementById('buyer-answer').replaceChildren()");
        await Page.FillAsync("#buyer-id", id);
        await Page.ClickAsync("#find button");
        await Page.WaitForSelectorAsync("#buyer-answer table");
    }

    /// <summary>Returns the file that the CSV button of a chart saves.</summary>
    public async Task<SavedCsv> CsvAsync(string chart)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.Locator($"#chart-{chart} button").ClickAsync());
        return new SavedCsv(chart, await File.ReadAllTextAsync(await download.PathAsync()));
    }

    public async Task<JsonElement> EvaluateAsync(string script) => await Page.EvaluateAsync<JsonElement>(script);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static void Note(List<string> list, bool holds, string text)
    {
        if (holds)
        {
            lock (list)
            {
                list.Add(text);
            }
        }
    }

    private static IReadOnlyList<string> Copy(List<string> list)
    {
        lock (list)
        {
            return [.. list];
        }
    }
}
