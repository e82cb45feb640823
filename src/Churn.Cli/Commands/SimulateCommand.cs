using System.CommandLine;
using System.Text.Json;
using Churn.Cli.CommandLine;
using Churn.Domain.Shops;
using Churn.LocalHost;
using Churn.Simulation.Replay;
using Churn.Simulation.Shopify;
using Churn.Simulation.Simulating;

namespace Churn.Cli.Commands;

/// <summary>Plays a file of orders through the app in simulated time and prints the results of each month. Nothing is stored.</summary>
internal static class SimulateCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly Argument<FileInfo> FileArgument =
        new Argument<FileInfo>("FILE") { Description = "A CSV of orders; docs/import.md lists the columns." }.AcceptExistingOnly();

    private static readonly Option<ShopId> ShopOption = new("--shop")
    {
        HelpName = "NAME",
        Description = "The name of the made-up shop",
        CustomParser = OptionValues.Shop,
        DefaultValueFactory = _ => ShopId.Parse("simulated"),
    };

    private static readonly Option<BusinessModel?> BusinessModelOption = new("--business-model")
    {
        HelpName = "NAME",
        Description = string.Join(", ", Enum.GetNames<BusinessModel>()),
        CustomParser = OptionValues.Name<BusinessModel>,
        DefaultValueFactory = _ => BusinessModel.GeneralRetail,
    };

    private static readonly Option<int?> EveryOption = new("--every")
    {
        HelpName = "DAYS",
        Description = "Days from one nightly run to the next",
        CustomParser = OptionValues.Whole(1, 366),
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<DateOnly?> UntilOption = new("--until")
    {
        HelpName = "yyyy-MM-dd",
        Description = "The last day",
        CustomParser = OptionValues.Day,
    };

    public static Command Create()
    {
        var command = new Command(
            "simulate",
            "Plays a file of orders through a shop in simulated time, in memory, and prints each month's results (docs/simulation.md).")
        {
            FileArgument, ShopOption, BusinessModelOption, SharedOptions.Currency, EveryOption, UntilOption, SharedOptions.Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Console.Write(await MakeAsync(parsed, Console.Error.WriteLine, stop));
        return 0;
    }

    /// <summary>Returns the text or JSON to print.</summary>
    internal static async Task<string> MakeAsync(ParseResult parsed, Action<string> tell, CancellationToken stop)
    {
        // The shop is made up for the run, so that the result depends only on the file and the options.
        var (name, until) = (parsed.GetRequiredValue(ShopOption).Value, parsed.GetValue(UntilOption));
        var (_, made, _) = LocalShop.Ensure(name, parsed.GetValue(SharedOptions.Currency), new Dictionary<string, string?>());
        var settings = new Dictionary<string, string?>(made)
        {
            [$"Shops:{name}:BusinessModel"] = $"{parsed.GetValue(BusinessModelOption)}",
        };
        await using var file = parsed.GetRequiredValue(FileArgument).OpenRead();
        var plan = await ReplayPlan.ReadAsync(file, LocalShop.Read(parsed.GetRequiredValue(ShopOption), made), null, stop);
        if (plan.Deliveries.Count == 0 || until < DateOnly.FromDateTime(plan.Deliveries[0].Order.UpdatedAt.UtcDateTime))
            throw new LocalHostException("There is no order to simulate: the file is empty, or --until is before its first order.");

        await using var simulated = await SimulatedShop.OpenAsync(name, settings, plan.Deliveries[0].Order.UpdatedAt, stop);
        var result = await new ShopSimulator(simulated, plan, parsed.GetRequiredValue(EveryOption)!.Value, until).RunAsync(tell, stop);
        return parsed.GetValue(SharedOptions.Json) ? JsonSerializer.Serialize(result, Json) + "\n" : SimulationReport.Write(result);
    }
}
