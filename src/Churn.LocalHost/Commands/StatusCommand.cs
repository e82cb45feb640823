using System.Globalization;
using Churn.Domain.Health;
using Churn.LocalHost.CommandLine;
using Spectre.Console;

namespace Churn.LocalHost.Commands;

/// <summary>Says whether the parts are up and how full the queues are. Exit code 1 when a part is down or something was given up.</summary>
internal static class StatusCommand
{
    public static async Task<int> RunAsync(CommandLineOptions options, CancellationToken stop)
    {
        await using var services = await LocalServices.OpenAsync(options, LocalRun.LoadSettings(), stop);
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
        return poison == 0 ? 0 : 1;
    }
}
