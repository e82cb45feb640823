using System.CommandLine;
using System.Globalization;
using Churn.Cli.CommandLine;
using Churn.Domain.Shops;
using Churn.Simulation.Replay;
using Churn.Simulation.Shopify;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Churn.Cli.Commands;

/// <summary>Sends a file of orders as signed webhooks and waits until they are processed.</summary>
internal static class ReplayCommand
{
    private static readonly Argument<FileInfo> FileArgument =
        new Argument<FileInfo>("FILE") { Description = "A CSV of orders; docs/import.md lists the columns." }.AcceptExistingOnly();

    private static readonly Option<double?> SpeedOption = new("--speed")
    {
        HelpName = "max|N",
        Description = "Orders a second [default: max]",
        CustomParser = OptionValues.Speed,
    };

    private static readonly Option<int?> SkipOption = new("--skip")
    {
        HelpName = "N",
        Description = "Leaves out the first N deliveries by time.",
        CustomParser = OptionValues.Whole(0, int.MaxValue),
    };

    public static Command Create()
    {
        var command = new Command("replay", "Sends a CSV of orders as signed webhooks and waits until all are processed.")
        {
            FileArgument, SharedOptions.Shop, SharedOptions.Currency, SpeedOption, SkipOption,
        };
        HostingOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var options = HostingOptions.Of(parsed);
        var (shop, settings, isNew) = LocalShop.Ensure(
            parsed.GetRequiredValue(SharedOptions.Shop).Value, parsed.GetValue(SharedOptions.Currency), LocalRun.LoadSettings());
        await using var run = await LocalRun.StartAsync(
            options, settings, app => app with { Port = options.Port ?? 0, RunTimers = false }, stop);
        var known = run.Host.Services.GetRequiredService<IShopDirectory>().Find(ShopId.Parse(shop.Name))!;
        await using var file = parsed.GetRequiredValue(FileArgument).OpenRead();
        var plan = await ReplayPlan.ReadAsync(file, known, parsed.GetValue(SharedOptions.Currency), stop);
        var deliveries = plan.Deliveries.Skip(parsed.GetValue(SkipOption) ?? 0).ToList();
        if (isNew)
            Console.WriteLine(
                $"Shop {shop.Name} is not in the settings: it exists for this run, with a secret made from its name. "
                + $"To keep it, add Shops__{shop.Name}__* as README.md shows.");

        var poisonedBefore = await run.Host.PoisonedAsync(stop);
        var start = TimeProvider.System.GetTimestamp();
        using var client = new HttpClient { BaseAddress = run.Host.BaseAddress };
        var feeder = new WebhookFeeder(run.Host, new(client, shop), TimeProvider.System);
        await FeedProgress.ShowAsync("Orders", deliveries.Count, async sent =>
        {
            await feeder.SendAsync(deliveries, parsed.GetValue(SpeedOption), sent, stop);
            await run.Host.DrainAsync(stop);
        });
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        return Report(plan.Counts, deliveries.Count, seconds, await run.Host.PoisonedAsync(stop) - poisonedBefore);
    }

    private static int Report(ReplayCounts counts, int sent, double seconds, int poisoned)
    {
        var culture = CultureInfo.InvariantCulture;
        var table = new Table().AddColumns("", "").HideHeaders();
        table.AddRow("Webhooks sent", sent.ToString("N0", culture));
        table.AddRow("Orders in the file", counts.Orders.ToString("N0", culture));
        table.AddRow("Buyers", counts.Buyers.ToString("N0", culture));
        if (counts.Refunds > 0)
            table.AddRow("Refunds", counts.Refunds.ToString("N0", culture));
        if (counts.ReturnsWithoutSale > 0)
            table.AddRow(
                "Returns without an earlier sale",
                string.Create(culture, $"{counts.ReturnsWithoutSale:N0}, worth {counts.ValueWithoutSale:N2}, left out"));
        table.AddRow("Seconds until all were processed", seconds.ToString("N1", culture));
        table.AddRow("Webhooks a second", (sent / seconds).ToString("N0", culture));
        table.AddRow("In a poison queue", poisoned.ToString("N0", culture));
        AnsiConsole.Write(table);
        return poisoned == 0 ? 0 : 1;
    }
}
