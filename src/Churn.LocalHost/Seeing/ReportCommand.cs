using System.Globalization;
using Churn.Domain.Reports;
using Churn.LocalHost.CommandLine;
using Spectre.Console;

namespace Churn.LocalHost.Seeing;

/// <summary>Shows a shop's report of a day, the newest when none is named. Exit code 1 when there is none.</summary>
internal static class ReportCommand
{
    public static async Task<int> RunAsync(CommandLineOptions options, CancellationToken stop)
    {
        DateOnly? day = options.Date is not { } text || text == "latest" ? null
            : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed
            : throw new LocalHostException($"--date needs a day written yyyy-MM-dd, or latest, and got '{text}'.");
        await using var services = await ShopServices.OpenAsync(options, stop);
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

        if (options.Json)
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(json, stop);
            return 0;
        }

        ReportTables.Write(AnsiConsole.Console, ReportJson.Read(json));
        return 0;
    }
}
