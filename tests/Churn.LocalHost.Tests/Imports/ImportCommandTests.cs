using Churn.LocalHost.Tests.EndToEnd;
using Churn.Testing;
using Churn.Testing.Azurite;
using Xunit.Abstractions;

namespace Churn.LocalHost.Tests.Imports;

/// <summary>
/// Runs `import FILE --shop retail` as an operator types it, in a process of its own, and compares the tables with a separate count. The
/// environment variable CHURN_IMPORT_FILE names a larger file to take.
/// </summary>
public sealed class ImportCommandTests(AzuriteFixture azurite, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    private const int Orders = 4_000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    private readonly WrittenTables _tables = new(azurite.ConnectionString);

    [Fact]
    public async Task Import_KilledHalfwayAndStartedAgain_EndsWithTheSeparateCount()
    {
        using var file = LinesFile.Open(Orders);
        output.WriteLine(
            $"{file.Orders} orders, {file.Buyers} buyers and {file.Cents} cents, {file.Without.Length} lines of no order, "
            + "by the separate count");
        await KillHalfwayAsync(file);
        var halfway = await _tables.OrderCountAsync();
        Assert.True(
            halfway > 0 && halfway < file.Orders,
            $"{halfway} of {file.Orders} orders were written: the kill came too early or too late.");

        var (exit, text) = await RunAsync(file);

        // The exit code says whether some lines could not be read.
        Assert.Equal(file.Without.Length > 0 ? 1 : 0, exit);
        Assert.All(file.Without, line => Assert.Contains($"Line {line}: The row names no order.", text, StringComparison.Ordinal));
        Assert.Equal($"{file.Orders:N0}", ReplayedBuyers.Reported(text, "Orders"));
        await CheckTablesAsync(file);

        var (_, again) = await RunAsync(file);
        Assert.Equal($"{file.Orders:N0}", ReplayedBuyers.Reported(again, "Known already"));
        await CheckTablesAsync(file);
    }

    private async Task CheckTablesAsync(LinesFile file)
    {
        var rows = await _tables.RowsAsync("Buyers");
        var buyers = rows.Where(row => WrittenTables.IsBuyer(row) && !row.Properties.ContainsKey("MergedInto")).ToList();
        var orders = rows.Where(row => row.RowKey.StartsWith("o:", StringComparison.Ordinal))
            .Select(row => row["OrderId"].StringValue)
            .ToList();

        Assert.Equal((file.Buyers, file.Orders, file.Orders), (buyers.Count, orders.Count, orders.Distinct().Count()));
        Assert.Equal(file.Orders, buyers.Sum(row => row["Orders"].Int32Value!.Value));
        Assert.Equal(file.Cents, buyers.Sum(row => row["NetValue"].Int64Value!.Value));
    }

    private async Task KillHalfwayAsync(LinesFile file)
    {
        await using var host = Start(file);
        var exit = host.ExitAsync(Limit);
        while (!exit.IsCompleted && await _tables.OrderCountAsync() < file.Orders / 4)
            await Task.Delay(LookAgain);
        await host.KillAsync();
    }

    private async Task<(int Exit, string Output)> RunAsync(LinesFile file)
    {
        await using var host = Start(file);
        var exit = await host.ExitAsync(Limit);
        output.WriteLine(host.Output);
        return (exit, host.Output);
    }

    private LocalHostProcess Start(LinesFile file) => LocalHostProcess.Start(
        [],
        "import", file.Path, "--shop", "retail", "--currency", "GBP", "--storage", azurite.ConnectionString,
        "--mapping", Path.Combine(RepositoryFiles.Root, "docs", "import-online-retail.json"));
}
