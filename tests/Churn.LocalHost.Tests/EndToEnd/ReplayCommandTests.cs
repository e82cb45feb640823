using System.Globalization;
using Churn.Testing.Azurite;
using Xunit.Abstractions;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>
/// Runs `replay FILE.csv --shop cdnow` as a user types it, in a process of its own, and compares the tables with the file itself.
/// </summary>
public sealed class ReplayCommandTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    [Fact]
    public async Task Replay_OfAFile_StoresItsCountsAndSumsAndTheSameFileAgainChangesNoByte()
    {
        using var file = OrdersFile.Open(orders: 400);
        var tables = new WrittenTables(azurite.ConnectionString);

        await ReplayAsync(file);
        ReplayedBuyers.AreThoseOf(file, await tables.BuyersAsync());
        var written = await tables.RawAsync("Buyers");
        Assert.Equal(file.Buyers.Values.Sum(buyer => buyer.Orders), await tables.OrderCountAsync());

        await ReplayAsync(file);
        Assert.Equal(written, await tables.RawAsync("Buyers"));
    }

    private async Task ReplayAsync(OrdersFile file)
    {
        await using var host = LocalHostProcess.Start(
            [], "replay", file.Path, "--shop", ReplayedBuyers.Shop, "--storage", azurite.ConnectionString);
        var exit = await host.ExitAsync(Limit);
        var orders = file.Buyers.Values.Sum(buyer => buyer.Orders);
        output.WriteLine($"{file.Source}: {orders} orders of {file.Buyers.Count} buyers\n{host.Output}");

        Assert.Equal(0, exit);
        Assert.Equal("0", ReplayedBuyers.Reported(host.Output, "In a poison queue"));
        Assert.Equal(file.Buyers.Count.ToString("N0", CultureInfo.InvariantCulture), ReplayedBuyers.Reported(host.Output, "Buyers"));
    }
}
