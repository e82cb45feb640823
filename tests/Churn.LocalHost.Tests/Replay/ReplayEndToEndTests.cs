using Azure.Data.Tables;
using Churn.Cli.Commands;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Settings;
using Churn.Simulation.Replay;
using Churn.Simulation.Shopify;
using Churn.Testing.Azurite;

namespace Churn.LocalHost.Tests.Replay;

/// <summary>
/// Replays a file of orders through signed webhooks, queue and functions into the table, with the repository's own settings and host.json.
/// </summary>
public sealed class ReplayEndToEndTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Orders = """
        customer_id,date,value
        0001,2026-01-01,29.33
        0001,2026-01-18,29.73
        0001,2026-01-18,10.00
        0002,2026-01-01,63.34
        0002,2026-01-13,0.00
        0003,2026-01-01,6.79
        0003,2026-02-01,-2.00
        0004,2026-03-01,5.00
        0004,2026-02-01,7.50
        """;

    [Fact]
    public async Task Replay_Twice_GivesTheFilesCountsAndSumsAndThenChangesNothing()
    {
        var file = LocalSettingsFile.Find(RepositoryRoot.Find(AppContext.BaseDirectory)!)!;
        var (shop, settings, _) = LocalShop.Ensure("replayed", "EUR", LocalSettingsFile.Load(file));
        var plan = await Plans.OfTextAsync(Orders);
        var app = ChurnApp.Options(settings, azurite.ConnectionString);
        await using var host = await LocalFunctionsHost.StartAsync(app with { RunTimers = false });

        await FeedAsync(host, shop, plan);
        var first = await BuyersAsync();

        // These are worked out from the file by hand: orders, purchases (without the free one), and net value in cents less the refund.
        Assert.Equal(
            [("1", 3, 3, 6906L), ("2", 2, 1, 6334L), ("3", 1, 1, 479L), ("4", 2, 2, 1250L)],
            first.Select(row => ((string)row["CustomerId"], (int)row["Orders"], (int)row["PurchaseOrders"], (long)row["NetValue"])));

        await FeedAsync(host, shop, plan);
        Assert.Equal(first.Select(Text), (await BuyersAsync()).Select(Text));
        Assert.Equal(0, await host.PoisonedAsync());
    }

    private static async Task FeedAsync(LocalFunctionsHost host, LocalShop shop, ReplayPlan plan)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var client = new HttpClient { BaseAddress = host.BaseAddress };
        await new WebhookFeeder(host, new(client, shop), TimeProvider.System).SendAsync(plan.Deliveries, null, _ => { }, limit.Token);
        await host.DrainAsync(limit.Token);
    }

    private async Task<List<TableEntity>> BuyersAsync()
    {
        var rows = new List<TableEntity>();
        var table = new TableClient(azurite.ConnectionString, "Buyers");
        await foreach (var row in table.QueryAsync<TableEntity>(filter: "RowKey ge 'b:' and RowKey lt 'c'"))
            rows.Add(row);
        return [.. rows.OrderBy(row => (string)row["CustomerId"], StringComparer.Ordinal)];
    }

    // The text has the ETag, so a row that was written again would differ even with the same content.
    private static string Text(TableEntity row) => string.Join(
        '\n', row.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
}
