using System.Globalization;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Rebuilding;
using Churn.Domain.Shops;
using Churn.LocalHost.CommandLine;
using Churn.LocalHost.Shopify;
using Spectre.Console;

namespace Churn.LocalHost.Commands;

/// <summary>Computes every buyer of a shop again from the ledger. Exit code 1 when a row said something else and was not repaired.</summary>
internal static class RebuildCommand
{
    private const int BucketsAtOnce = 4;

    public static async Task<int> RunAsync(CommandLineOptions options, CancellationToken stop)
    {
        var settings = LocalRun.LoadSettings();
        if (!settings.Keys.Any(key => key.StartsWith($"Shops:{options.Shop}:", StringComparison.OrdinalIgnoreCase)))
            (_, settings, _) = options.Account is null ? LocalShop.Ensure(options.Shop!, options.Currency, settings)
                // Rules and a time zone that were made up would find differences everywhere, and --repair would write them.
                : throw new LocalHostException($"Shop {options.Shop} is not set here: on a real account that needs its settings, as in local.settings.json or the environment.");
        if (!ShopId.TryParse(options.Shop, out var shop))
            throw new LocalHostException("--shop needs a shop's name: 1 to 40 of the characters a-z, 0-9 and '-'.");

        await using var services = await LocalServices.OpenAsync(options, settings, stop);
        var rebuilder = services.Get<BuyerRebuilder>();
        var results = new List<RebuildResult>();
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = BucketsAtOnce, CancellationToken = stop };
        await FeedProgress.ShowAsync("Buckets", Buckets.Count, done => Parallel.ForAsync(0, Buckets.Count, lanes, async (bucket, token) =>
        {
            var result = await rebuilder.RunAsync(new RebuildMessage { Shop = shop, From = bucket, To = bucket, Repair = options.Repair }, token);
            lock (results)
            {
                results.Add(result);
                done(1);
            }
        }));
        return Report(results);
    }

    private static int Report(List<RebuildResult> results)
    {
        foreach (var difference in results.SelectMany(result => result.Examples).Take(RebuildResult.MaxExamples))
            Console.WriteLine($"Buyer {difference.Key.Buyer}: {string.Join(", ", difference.Facts)}{(difference.Repaired ? "; repaired" : "")}");

        var culture = CultureInfo.InvariantCulture;
        var (differences, repaired) = (results.Sum(result => result.Differences), results.Sum(result => result.Repaired));
        var table = new Table().AddColumns("", "").HideHeaders();
        table.AddRow("Buyers", results.Sum(result => result.Buyers).ToString("N0", culture));
        table.AddRow("Orders", results.Sum(result => result.Orders).ToString("N0", culture));
        table.AddRow("Differences", differences.ToString("N0", culture));
        if (repaired > 0)
            table.AddRow("Repaired", repaired.ToString("N0", culture));
        AnsiConsole.Write(table);
        return differences == repaired ? 0 : 1;
    }
}
