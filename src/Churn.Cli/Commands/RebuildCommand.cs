using System.CommandLine;
using System.Globalization;
using Churn.Cli.CommandLine;
using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Operations;
using Churn.Simulation.Shopify;
using Spectre.Console;

namespace Churn.Cli.Commands;

/// <summary>Folds every buyer of a shop again from the ledger. The exit code is 1 if a row differs and was not repaired.</summary>
internal static class RebuildCommand
{
    private const int BucketsAtOnce = 4;

    private static readonly Option<bool> RepairOption = new("--repair")
    {
        Description = "Rewrites the rows that differ from the ledger.",
    };

    public static Command Create()
    {
        var command = new Command(
            "rebuild", "Computes every buyer again from the ledger and reports differences. There should be none.")
        {
            SharedOptions.Shop, SharedOptions.Currency, RepairOption,
        };
        StorageChoice.AddTo(command, orAccount: true);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var (shop, repair) = (parsed.GetRequiredValue(SharedOptions.Shop), parsed.GetValue(RepairOption));
        var options = StorageChoice.Of(parsed);

        // On an account in Azure, made-up settings would be wrong: their rules and time zone would show differences everywhere,
        // and --repair would write them.
        var settings = options.Account is null
            ? LocalShop.KnownOrMade(shop, parsed.GetValue(SharedOptions.Currency), LocalRun.LoadSettings())
            : LocalShop.Known(shop, LocalRun.LoadSettings());
        await using var services = await LocalServices.OpenAsync(options, settings, stop);
        var rebuilder = services.Get<BuyerRebuilder>();
        var results = new List<RebuildResult>();
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = BucketsAtOnce, CancellationToken = stop };
        await FeedProgress.ShowAsync("Buckets", Buckets.Count, done => Parallel.ForAsync(0, Buckets.Count, lanes, async (bucket, token) =>
        {
            var result = await rebuilder.RunAsync(new RebuildMessage { Shop = shop, From = bucket, To = bucket, Repair = repair }, token);
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
        {
            var suffix = difference.Repaired ? "; repaired" : "";
            Console.WriteLine($"Buyer {difference.Key.Buyer}: {string.Join(", ", difference.Facts)}{suffix}");
        }

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
