using Churn.Testing.Azurite;
using Churn.Testing.Crashes;
using Xunit.Abstractions;

namespace Churn.Storage.Tests.Exactness;

/// <summary>
/// Kills workers in a small run. The large run, with more than a hundred kills over several thousand orders, is a command:
/// <c>dotnet run -c Release --project tests/Churn.Benchmarks -- crash</c>.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class CrashTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    [Fact]
    public async Task Worker_KilledAgainAndAgain_LeavesTheRowsOfTheUndisturbedRun()
    {
        var options = new CrashRunOptions(Shops: 1, OrdersPerShop: 100, Kills: 26, Seed: 3);
        var run = new CrashRun(azurite.NewAccount().ConnectionString, options, output.WriteLine);

        var result = await run.RunAsync(default);

        Assert.True(result.Differences.Count == 0, string.Join(Environment.NewLine, result.Differences));
        Assert.Equal((0, 0), (result.Waiting, result.Poisoned));
        Assert.True(result.Kills >= 20, $"Only {result.Kills} workers were killed before the queues were empty.");
    }
}
