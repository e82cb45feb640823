using System.Diagnostics;
using System.Globalization;
using Churn.Testing.Azurite;
using Churn.Testing.Crashes;

namespace Churn.Benchmarks.Exactness;

/// <summary>
/// Kills workers during a large replay and compares the rows with those of an undisturbed one. It measures nothing, but takes too long for
/// the ordinary tests.
/// </summary>
internal sealed class CrashBenchmark : IBenchmark
{
    private const int OrdersPerShop = 300;

    /// <summary>The kills that a run has to show. It tries a few more, because the last ones may find the queues empty.</summary>
    private const int EnoughKills = 100;

    public string Name => "crash";

    public string Purpose => "kills workers over a replay and compares all rows: [kills=130] [orders=3600] [seed=1]";

    public async Task<int> RunAsync(string[] args)
    {
        var kills = Number(args, 0, 130);
        var orders = Number(args, 1, 3_600);
        var azurite = new AzuriteFixture();
        await azurite.InitializeAsync();
        try
        {
            var options = new CrashRunOptions(
                Math.Max(1, orders / OrdersPerShop), Math.Min(orders, OrdersPerShop), kills, Number(args, 2, 1));
            var clock = Stopwatch.StartNew();
            var run = new CrashRun(
                azurite.ConnectionString, options, line => Console.WriteLine($"{clock.Elapsed:hh\\:mm\\:ss} {line}"));
            var result = await run.RunAsync(CancellationToken.None);
            return Print(result, Math.Min(kills, EnoughKills));
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }

    private static int Print(CrashRunResult result, int enough)
    {
        Console.WriteLine(
            $"{result.Deliveries} deliveries of {result.Orders} orders, {result.Buyers} buyers, "
            + $"{result.Kills} kills, {result.Poisoned} poisoned, {result.Waiting} left");
        foreach (var call in StorageCalls.All)
        {
            var before = result.Deaths.GetValueOrDefault($"before {call}");
            var after = result.Deaths.GetValueOrDefault($"after {call}");
            Console.WriteLine($"  {call,-14} killed before {before,4}, after {after,4}");
        }

        foreach (var difference in result.Differences)
        {
            Console.WriteLine(difference);
        }

        var exact = result is { Differences.Count: 0, Poisoned: 0, Waiting: 0 };
        var missed = string.Join(", ", result.Missed);
        Console.WriteLine(exact ? "The rows are those of the undisturbed run, byte for byte." : "NOT the rows of the undisturbed run.");
        Console.WriteLine(missed.Length == 0 ? "Every kind of call was died at, before and after." : $"Not died at: {missed}");
        return exact && result.Kills >= enough && (enough < EnoughKills || missed.Length == 0) ? 0 : 1;
    }

    private static int Number(string[] args, int index, int otherwise) =>
        args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
}
