using System.CommandLine;
using System.Globalization;
using Churn.Domain.Endpoints;
using Churn.Domain.Health;
using Churn.Domain.Shops;
using Churn.LocalHost.CommandLine;
using Spectre.Console;

namespace Churn.LocalHost.Commands;

/// <summary>Says whether the parts are up and how full the queues are. Exit code 1 when a part is down, something was given up or an endpoint is disabled.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "Says whether tables, queues and settings are well, and how full the queues are.");
        StorageChoice.AddTo(command, orAccount: true);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var services = await LocalServices.OpenAsync(StorageChoice.Of(parsed), LocalRun.LoadSettings(), stop);
        var report = await services.Get<HealthCheck>().LookAsync(stop);
        foreach (var part in report.Parts)
            Console.WriteLine($"{part.Part,-12} {(part.IsUp ? "up" : $"down: {part.Fault}")}");
        if (!report.IsUp)
            return 1;

        var poison = 0;
        var table = new Table().AddColumns("Queue", "Messages", "Oldest", "Given up");
        await foreach (var level in services.Get<IQueueLevels>().ReadAsync(stop))
        {
            poison += level.Poison;
            var culture = CultureInfo.InvariantCulture;
            table.AddRow(level.Queue, level.Messages.ToString("N0", culture), level.Oldest?.ToString("u", culture) ?? "", level.Poison.ToString("N0", culture));
        }

        AnsiConsole.Write(table);
        var disabled = await ShowEndpointsAsync(services, stop);
        return poison + disabled == 0 ? 0 : 1;
    }

    // Only shops whose settings are at hand are known to have any.
    private static async Task<int> ShowEndpointsAsync(LocalServices services, CancellationToken stop)
    {
        var disabled = 0;
        var table = new Table().AddColumns("Shop", "Endpoint", "Address", "State");
        foreach (var shop in services.Get<IShopDirectory>().All)
        {
            foreach (var endpoint in shop.Endpoints)
            {
                var state = await services.Get<IEndpointStore>().GetStateAsync(shop.Id, endpoint.Id, stop);
                disabled += state.DisabledAt is null ? 0 : 1;
                table.AddRow(shop.Id.Value, endpoint.Id, Markup.Escape(endpoint.Url.Host), Markup.Escape(StateOf(state)));
            }
        }

        if (table.Rows.Count > 0)
            AnsiConsole.Write(table);
        return disabled;
    }

    private static string StateOf(EndpointState state) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(state.DisabledAt is { } at ? $"disabled since {at:u}" : state.FailingSince is { } since ? $"failing since {since:u}" : "well")}{(state.LastFailure is { } why ? $", {why}" : "")}");
}
