using Churn.Domain.Orders;
using Churn.Functions.Api.Imports;
using Churn.LocalHost.Tests.EndToEnd;
using Churn.Simulation.Demo;
using Churn.Testing;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;

namespace Churn.LocalHost.Tests.Demo;

/// <summary>Tests the files in samples/, and that the commands of its page run as they stand.</summary>
public sealed class SampleFilesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "samples");

    [Fact]
    public void Make_Always_MakesTheBytesOfTheFolder() => Assert.All(
        SampleFiles.Make(),
        file => Assert.True(
            File.ReadAllText(Path.Combine(Folder, file.Key)) == file.Value,
            $"{file.Key} differs from what the command `samples` writes: run it."));

    [Fact]
    public async Task Files_BothFormats_HoldTheSameOrdersOfPeopleAtExampleCom()
    {
        var own = await ReadAsync(SampleFiles.Own);
        var shopify = await ReadAsync(SampleFiles.Shopify);

        Assert.Equal((2_126, 772), (own.Count, own.DistinctBy(order => order.Buyer.CustomerId).Count()));
        Assert.Equal(own.Select(Facts), shopify.Select(Facts));
        Assert.Equal(772, own.DistinctBy(order => order.Buyer.Identifiers[0]).Count());
        var people = File.ReadLines(Path.Combine(Folder, SampleFiles.Shopify)).Skip(1).Select(line => line.Split(',')[1]);
        Assert.All(people, person => Assert.EndsWith("@example.com", person, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replay_OfTheBeginning_StoresItsOrders()
    {
        const int Lines = 300;
        var file = Path.Combine(Directory.CreateTempSubdirectory("samples").FullName, "beginning.csv");
        await File.WriteAllLinesAsync(file, File.ReadLines(Path.Combine(Folder, SampleFiles.Own)).Take(1 + Lines));
        var rows = File.ReadLines(file).Skip(1).Select(line => line.Split(',')).ToList();

        await using var host = LocalHostProcess.Start([], "replay", file, "--shop", "demo", "--storage", azurite.ConnectionString);
        var exit = await host.ExitAsync(TimeSpan.FromMinutes(5));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        Assert.True(exit == 0, host.Output);
        Assert.Equal($"{rows.Count(row => row[9].Length > 0)}", ReplayedBuyers.Reported(host.Output, "Orders in the file"));
        Assert.Equal(rows.DistinctBy(row => row[0]).Count(), await new WrittenTables(azurite.ConnectionString).OrderCountAsync());
        Assert.Equal("0", ReplayedBuyers.Reported(host.Output, "In a poison queue"));
    }

    private static object Facts(Order order)
    {
        var email = order.Buyer.Identifiers.Single(identifier => identifier.Kind == IdentifierKind.Email);
        var lines = string.Join(' ', order.Lines!.Value.Select(line => $"{line.Quantity}x{line.Product}={line.Net}"));
        var placed = (order.Id, order.PlacedAt.UtcTicks, order.Status, order.Channel, order.Currency);
        return (placed, order.Money, order.Refunded, order.Gift is null, email, lines);
    }

    private static async Task<List<Order>> ReadAsync(string name)
    {
        await using var file = File.OpenRead(Path.Combine(Folder, name));
        var report = new ImportReport();
        var orders = await new OrderFile(AShop.Named("samples"), null, report).ReadAsync(file, default).ToListAsync();
        Assert.Equal(0, report.Unread);
        return orders;
    }
}
