using System.Text.Json;
using Churn.Domain.Shops;
using Churn.LocalHost.CommandLine;
using Churn.LocalHost.Replay;
using Churn.LocalHost.Shopify;
using Churn.LocalHost.Simulation;

namespace Churn.LocalHost.Commands;

/// <summary>Plays a file of orders through the app in simulated time and prints what each month came to. Nothing is stored.</summary>
internal static class SimulateCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static async Task<int> RunAsync(CommandLineOptions options, CancellationToken stop)
    {
        Console.Write(await MakeAsync(options, Console.Error.WriteLine, stop));
        return 0;
    }

    /// <summary>What is printed: text, or JSON.</summary>
    internal static async Task<string> MakeAsync(CommandLineOptions options, Action<string> tell, CancellationToken stop)
    {
        // A shop of its own, so that the result depends on the file and the options alone.
        var name = options.Shop ?? "simulated";
        if (!ShopId.TryParse(name, out _))
            throw new LocalHostException("--shop needs a shop's name: 1 to 40 of the characters a-z, 0-9 and '-'.");
        var (shop, made, _) = LocalShop.Ensure(name, options.Currency, new Dictionary<string, string?>());
        var settings = new Dictionary<string, string?>(made) { [$"Shops:{name}:BusinessModel"] = (options.BusinessModel ?? BusinessModel.GeneralRetail).ToString() };
        var plan = ReplayPlan.Make(OrderFileReader.Read(options.File!), shop.Currency);
        if (plan.Deliveries.Count == 0 || options.Until < DateOnly.FromDateTime(plan.Deliveries[0].Order.UpdatedAt.UtcDateTime))
            throw new LocalHostException("There is no order to simulate: the file is empty, or --until lies before it begins.");

        await using var simulated = new SimulatedShop(name, settings, plan.Deliveries[0].Order.UpdatedAt);
        var result = await new ShopSimulator(simulated, plan, options.EveryDays ?? 1, options.Until).RunAsync(tell, stop);
        return options.Json ? JsonSerializer.Serialize(result, Json) + "\n" : SimulationReport.Write(result);
    }
}
