using System.Globalization;
using Churn.TestSupport.Azurite;
using Xunit.Abstractions;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>`replay FILE.csv --shop cdnow` as a user types it, in a process of its own, against what the file itself says.</summary>
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
        output.WriteLine($"{file.Source}: {file.Buyers.Values.Sum(buyer => buyer.Orders)} orders of {file.Buyers.Count} buyers\n{host.Output}");

        Assert.Equal(0, exit);
        Assert.Equal("0", ReplayedBuyers.Reported(host.Output, "In a poison queue"));
        Assert.Equal(file.Buyers.Count.ToString("N0", CultureInfo.InvariantCulture), ReplayedBuyers.Reported(host.Output, "Buyers"));
    }
}
