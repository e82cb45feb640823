using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Churn.Cli.CommandLine;
using Churn.Domain.Orders;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Domain.Telemetry;
using Churn.Functions.Api.Imports;
using Churn.LocalHost;
using Churn.Simulation.Shopify;
using Spectre.Console;

namespace Churn.Cli.Commands;

/// <summary>Imports a shop's history from a file. The exit code is 1 if a part of the file could not be read.</summary>
internal static class ImportCommand
{
    private const int ProblemsShown = 20;

    /// <summary>Number of orders between two lines of progress.</summary>
    private const int Step = 5_000;

    private static readonly Argument<FileInfo> FileArgument = new Argument<FileInfo>("FILE")
    {
        Description =
            "A CSV, plain or .gz: our own columns, Shopify's or WooCommerce's export, or any other with --mapping (docs/import.md)",
    }.AcceptExistingOnly();

    private static readonly Option<FileInfo> MappingOption = new Option<FileInfo>("--mapping")
    {
        HelpName = "FILE.json",
        Description = "The meaning of the file's columns",
    }.AcceptExistingOnly();

    public static Command Create()
    {
        var command = new Command("import", "Imports a shop's history from a file.")
        {
            FileArgument, SharedOptions.Shop, SharedOptions.Currency, MappingOption,
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
            var mapping = parsed.GetValue(MappingOption) is { } file
                ? ImportMapping.Read(await File.ReadAllTextAsync(file.FullName, stop))
                : null;
            await using var services = await LocalServices.OpenAsync(StorageChoice.Of(parsed), settings, stop);
            var shop = services.Get<IShopDirectory>().Find(id)!;
            return await ImportAsync(parsed.GetRequiredValue(FileArgument), services, shop, mapping, stop);
        }
        catch (Exception failure) when (failure is FormatException or IOException)
        {
            throw new LocalHostException(failure.Message);
        }
    }

    private static async Task<int> ImportAsync(
        FileInfo path, LocalServices services, Shop shop, ImportMapping? mapping, CancellationToken stop)
    {
        var report = new ImportReport();
        var started = Stopwatch.GetTimestamp();
        await using var file = path.OpenRead();
        var (written, told) = (0L, 0L);
        var orders = new OrderFile(shop, mapping, report).ReadAsync(file, stop).Select(Read);
        var requests = StorageRequests.Begin();
        var counts = await services.Get<OrderImporter>().ImportAsync(shop.Id, orders, OrderImporter.DefaultBuffer, Progress, stop);
        Show(report, counts, requests.Count, Stopwatch.GetElapsedTime(started));
        return report.Unread == 0 ? 0 : 1;

        Order Read(Order order)
        {
            if (report.Orders % Step == 0)
                Tell();
            return order;
        }

        void Progress(ImportCounts more)
        {
            written += more.Orders;
            if (written - told < Step)
                return;
            told = written;
            Tell();
        }

        // In one pass, the share of the file that was read is the only known measure of progress.
        void Tell()
        {
            var share = (double)file.Position / Math.Max(1, file.Length);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{share:P0} of the file read: {report.Orders:N0} orders, {written:N0} of them written"));
        }
    }

    private static void Show(ImportReport report, ImportCounts counts, int requests, TimeSpan took)
    {
        foreach (var problem in report.Problems.Take(ProblemsShown))
            Console.WriteLine($"Line {problem.Line}: {problem.What}");
        if (report.Unread > ProblemsShown)
            Console.WriteLine($"... and {report.Unread - ProblemsShown} more.");
        var table = new Table().AddColumns("", "").HideHeaders();
        using var process = Process.GetCurrentProcess();
        Row("Rows", report.Rows);
        Row("Orders", report.Orders);
        Row("New", counts.New);
        Row("Changed", counts.Changed);
        Row("Known already", counts.Duplicates);
        Row("Left out, erased", counts.Erased);
        Row("Rows of returns without an order", report.ReturnRows);
        Row("Not read", report.Unread);
        Row("Storage requests", requests);
        var perOrder = (double)requests / Math.Max(1, counts.Orders);
        table.AddRow("Storage requests an order", perOrder.ToString("F3", CultureInfo.InvariantCulture));
        Row("Seconds", (long)took.TotalSeconds);
        Row("Memory at most, MB", process.PeakWorkingSet64 / 1_000_000);
        AnsiConsole.Write(table);

        void Row(string name, long value) => table.AddRow(name, value.ToString("N0", CultureInfo.InvariantCulture));
    }
}
