using System.Globalization;
using Churn.Domain.Shops;
using Churn.Functions.Feedback;
using Churn.LocalHost.CommandLine;
using Churn.LocalHost.Shopify;
using Spectre.Console;

namespace Churn.LocalHost.Commands;

/// <summary>Takes answers to a shop's questions from a file. Exit code 1 when some of it could not be read.</summary>
internal static class FeedbackCommand
{
    private const int ProblemsShown = 20;

    public static async Task<int> RunAsync(CommandLineOptions options, CancellationToken stop)
    {
        if (!File.Exists(options.File))
            throw new LocalHostException($"There is no file {options.File}.");
        if (!ShopId.TryParse(options.Shop, out var id))
            throw new LocalHostException("--shop needs a shop's name: 1 to 40 of the characters a-z, 0-9 and '-'.");
        var settings = LocalRun.LoadSettings();
        if (!settings.Keys.Any(key => key.StartsWith($"Shops:{options.Shop}:", StringComparison.OrdinalIgnoreCase)))
            (_, settings, _) = LocalShop.Ensure(options.Shop!, options.Currency, settings);

        try
        {
            await using var services = await LocalServices.OpenAsync(options, settings, stop);
            await using var file = File.OpenRead(options.File);
            var came = await services.Get<FeedbackImport>().TakeAsync(services.Get<IShopDirectory>().Find(id)!, file, stop);
            Show(came);
            return came.Unread == 0 ? 0 : 1;
        }
        catch (Exception failure) when (failure is FormatException or IOException)
        {
            throw new LocalHostException(failure.Message);
        }
    }

    private static void Show(FeedbackImportView came)
    {
        foreach (var problem in came.Problems.Take(ProblemsShown))
            Console.WriteLine($"Line {problem.Line}: {problem.What}");
        if (came.Unread > ProblemsShown)
            Console.WriteLine($"... and {came.Unread - ProblemsShown} more.");
        var table = new Table().AddColumns("", "").HideHeaders();
        foreach (var (name, value) in new[] { ("Rows", came.Rows), ("Answers of buyers", came.Known), ("Answers of nobody who ordered", came.Unknown), ("Not read", came.Unread) })
            table.AddRow(name, value.ToString("N0", CultureInfo.InvariantCulture));
        AnsiConsole.Write(table);
    }
}
