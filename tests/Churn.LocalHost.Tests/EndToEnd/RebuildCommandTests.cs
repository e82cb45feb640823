using Azure.Data.Tables;
using Churn.Domain.Shops;
using Churn.Storage.Tables;
using Churn.Storage.Tables.Buyers;
using Churn.Storage.Tables.Identity;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Xunit.Abstractions;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>Runs `rebuild --shop cdnow` as an operator types it, in a process of its own.</summary>
public sealed class RebuildCommandTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    private const int Seed = 11;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Rebuild_OfARowChangedByHand_FindsNothingThenTheRowThenRepairsIt()
    {
        var service = new TableServiceClient(azurite.ConnectionString);
        await RecordAsync(service);

        var (clean, text) = await RunAsync();
        Assert.Equal((0, "0", "30"), (clean, ReplayedBuyers.Reported(text, "Differences"), ReplayedBuyers.Reported(text, "Orders")));

        var spoilt = await SpoilAsync(service.GetTableClient("Buyers"));
        var (found, report) = await RunAsync();
        Assert.Equal((1, "1"), (found, ReplayedBuyers.Reported(report, "Differences")));
        Assert.Contains($"Buyer {spoilt}: PurchaseDays", report, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("--repair")).Exit);
        Assert.Equal(0, (await RunAsync()).Exit);
    }

    private static async Task RecordAsync(TableServiceClient service)
    {
        foreach (var table in TableNames.All)
            await service.CreateTableIfNotExistsAsync(table);
        var (shop, random) = (AShop.Named(ReplayedBuyers.Shop, Made), new Random(Seed));
        var scenario = new RecorderScenario(new BuyerStore(service), new IdentityStore(service), shop);
        foreach (var delivery in OrderHistories.InOrder(shop, random, people: 5, orders: 30))
            await scenario.Recorder.RecordAsync(delivery, default);
    }

    // Sets what the command sets for a shop that no setting names.
    private static void Made(ShopOptions options) => (options.Currency, options.TimeZone) = ("USD", "UTC");

    private static async Task<string> SpoilAsync(TableClient table)
    {
        await foreach (var row in table.QueryAsync<TableEntity>("RowKey ge 'b:' and RowKey lt 'b;' and PurchaseDays ge 1"))
        {
            row["PurchaseDays"] = 999;
            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
            return row.RowKey[2..];
        }

        throw new InvalidOperationException("No buyer has bought anything.");
    }

    private async Task<(int Exit, string Output)> RunAsync(params string[] more)
    {
        await using var host = LocalHostProcess.Start(
            [], ["rebuild", "--shop", ReplayedBuyers.Shop, "--storage", azurite.ConnectionString, .. more]);
        var exit = await host.ExitAsync(Limit);
        output.WriteLine(host.Output);
        return (exit, host.Output);
    }
}
