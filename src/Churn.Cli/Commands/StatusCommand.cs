using System.CommandLine;
using System.Globalization;
using Churn.Cli.CommandLine;
using Churn.Domain.Events;
using Churn.Domain.Operations;
using Churn.Domain.Shops;
using Spectre.Console;

namespace Churn.Cli.Commands;

/// <summary>
/// Shows whether the parts are up and how full the queues are. The exit code is 1 if a part is down, a message was given
/// up or an endpoint is disabled.
/// </summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "Shows whether tables, queues and settings are in order, and how full the queues are.");
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
            table.AddRow(
                level.Queue,
                level.Messages.ToString("N0", culture),
                level.Oldest?.ToString("u", culture) ?? "",
                level.Poison.ToString("N0", culture));
        }

        AnsiConsole.Write(table);
        var disabled = await ShowEndpointsAsync(services, stop);
        return poison + disabled == 0 ? 0 : 1;
    }

    // Endpoints are known only of shops in the settings of this machine.
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

    private static string StateOf(EndpointState state)
    {
        var culture = CultureInfo.InvariantCulture;
        var text = state.DisabledAt is { } at ? string.Create(culture, $"disabled since {at:u}")
            : state.FailingSince is { } since ? string.Create(culture, $"failing since {since:u}")
            : "well";
        return state.LastFailure is { } why ? $"{text}, {why}" : text;
    }
}
