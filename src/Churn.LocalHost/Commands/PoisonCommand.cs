using System.Globalization;
using System.Text.Json;
using Churn.Domain.Poison;
using Churn.LocalHost.CommandLine;

namespace Churn.LocalHost.Commands;

/// <summary>Sees to messages that were given up: list, show (masked), retry, drop.</summary>
internal static class PoisonCommand
{
    private const string All = "all";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<int> RunAsync(CommandLineOptions options, CancellationToken stop)
    {
        await using var services = await LocalServices.OpenAsync(options, LocalRun.LoadSettings(), stop);
        var desk = services.Get<PoisonDesk>();
        if (options.Queue is { } queue && !desk.Queues.Contains(queue))
            throw new LocalHostException($"There is no queue '{queue}'; there are {string.Join(", ", desk.Queues)}.");
        return options.Action switch
        {
            "list" => await ListAsync(desk, options.Queue, stop),
            "show" => Show(await desk.FindAsync(options.Queue!, options.MessageId!, stop)),
            "retry" => Done("retried", options, await desk.RetryAsync(options.Queue!, Id(options), stop)),
            _ => Done("dropped", options, await desk.DropAsync(options.Queue!, Id(options), stop)),
        };
    }

    private static async Task<int> ListAsync(PoisonDesk desk, string? only, CancellationToken stop)
    {
        var listed = 0;
        foreach (var queue in only is null ? desk.Queues : [only])
        {
            foreach (var message in await desk.ListAsync(queue, stop))
            {
                listed++;
                var ends = message.ExpiresOn is { } end && !message.Kept ? $"lost after {end.ToString("u", CultureInfo.InvariantCulture)}" : "kept";
                Console.WriteLine($"{queue,-12} {message.Id}  {message.Kind,-6}  {message.InsertedOn.ToString("u", CultureInfo.InvariantCulture)}  {ends}");
            }
        }

        Console.WriteLine($"{listed} message(s) given up.");
        return 0;
    }

    private static int Show(PoisonMessage? message)
    {
        if (message is null)
            throw new LocalHostException("No such message is waiting; 'poison list' shows those that are.");
        var masked = MessageMask.Mask(message.Text);
        Console.WriteLine(masked?.ToJsonString(Indented) ?? $"Not a message of this app: {message.Text.Length} characters, which are not shown.");
        return 0;
    }

    private static int Done(string what, CommandLineOptions options, int count)
    {
        if (count == 0 && options.MessageId != All)
            throw new LocalHostException("No such message is waiting; 'poison list' shows those that are.");
        Console.WriteLine($"{count} message(s) of queue {options.Queue} {what}.");
        return 0;
    }

    private static string? Id(CommandLineOptions options) => options.MessageId == All ? null : options.MessageId;
}
