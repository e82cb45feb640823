using System.CommandLine;
using Churn.Cli.CommandLine;
using Churn.Domain.Reports;
using Spectre.Console;

namespace Churn.Cli.Commands.Inspect;

/// <summary>Shows a shop's report of a day, by default the newest. The exit code is 1 if there is none.</summary>
internal static class ReportCommand
{
    private static readonly Option<DateOnly?> DateOption = new("--date")
    {
        HelpName = "yyyy-MM-dd|latest",
        Description = "The report's day [default: latest]",
        CustomParser = result => result.Tokens.Single().Value == "latest" ? null : OptionValues.Day(result),
    };

    public static Command Create()
    {
        var command = new Command("report", "Shows the shop's newest report, or that of a day, as tables.") { DateOption };
        ShopServices.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var day = parsed.GetValue(DateOption);
        await using var services = await ShopServices.OpenAsync(parsed, stop);
        var store = services.Get<IReportStore>();
        var json = day is { } asked
            ? await store.FindAsync(services.Shop.Id, asked, stop)
            : await store.FindNewestAsync(services.Shop.Id, DateOnly.MaxValue, stop);
        if (json is null)
        {
            Console.Error.WriteLine(day is null
                ? $"Shop {services.Shop.Id} has no report yet: the nightly run makes one."
                : $"Shop {services.Shop.Id} has no report of that day.");
            return 1;
        }

        if (parsed.GetValue(SharedOptions.Json))
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(json, stop);
            return 0;
        }

        ReportTables.Write(AnsiConsole.Console, ReportJson.Read(json));
        return 0;
    }
}
