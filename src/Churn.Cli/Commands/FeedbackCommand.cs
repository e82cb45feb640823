using System.CommandLine;
using System.Globalization;
using Churn.Cli.CommandLine;
using Churn.Domain.Shops;
using Churn.Functions.Api.Feedback;
using Churn.LocalHost;
using Churn.Simulation.Shopify;
using Spectre.Console;

namespace Churn.Cli.Commands;

/// <summary>Imports answers to a shop's questions from a file. The exit code is 1 if a part of the file could not be read.</summary>
internal static class FeedbackCommand
{
    private const int ProblemsShown = 20;

    private static readonly Argument<FileInfo> FileArgument =
        new Argument<FileInfo>("FILE") { Description = "A CSV, plain or .gz; docs/offers.md lists the columns." }.AcceptExistingOnly();

    public static Command Create()
    {
        var command = new Command("feedback", "Imports answers to NPS and CSAT questions from a file.")
        {
            FileArgument, SharedOptions.Shop, SharedOptions.Currency,
        };
        StorageChoice.AddTo(command, orAccount: false);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var id = parsed.GetRequiredValue(SharedOptions.Shop);
        var settings = LocalShop.KnownOrMade(id, parsed.GetValue(SharedOptions.Currency), LocalRun.LoadSettings());
        try
        {
            await using var services = await LocalServices.OpenAsync(StorageChoice.Of(parsed), settings, stop);
            await using var file = parsed.GetRequiredValue(FileArgument).OpenRead();
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
        foreach (var (name, value) in new[]
        {
            ("Rows", came.Rows),
            ("Answers of buyers", came.Known),
            ("Answers of people without orders", came.Unknown),
            ("Not read", came.Unread),
        })
        {
            table.AddRow(name, value.ToString("N0", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
    }
}
