using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Churn.Cli.CommandLine;
using Churn.Domain.Operations;
using Churn.LocalHost;

namespace Churn.Cli.Commands;

/// <summary>Lists, shows (masked), retries or drops messages that were given up.</summary>
internal static class PoisonCommand
{
    private const string All = "all";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Argument<string?> AnyQueueArgument = new("QUEUE")
    {
        Description = "The queue to list [default: every queue]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Argument<string> QueueArgument = new("QUEUE") { Description = "The queue that gave the message up" };
    private static readonly Argument<string> MessageArgument = new("ID") { Description = "The message's id, as `poison list` shows it" };

    private static readonly Argument<string> MessagesArgument = new("ID|all")
    {
        Description = "The message's id, as `poison list` shows it, or all messages of the queue",
    };

    public static Command Create() => new("poison", "Lists, shows, retries or drops messages that were given up.")
    {
        Action("list", "Lists the messages.", [AnyQueueArgument], ListAsync),
        Action("show", "Shows one message, with identifiers masked.", [QueueArgument, MessageArgument], ShowAsync),
        Action("retry", "Enqueues messages to be processed again.", [QueueArgument, MessagesArgument], RetryAsync),
        Action("drop", "Deletes messages.", [QueueArgument, MessagesArgument], DropAsync),
    };

    private static Command Action(
        string name, string description, Argument[] arguments, Func<PoisonService, ParseResult, CancellationToken, Task> run)
    {
        var command = new Command(name, description);
        Array.ForEach(arguments, command.Add);
        StorageChoice.AddTo(command, orAccount: true);
        command.SetAction(async (parsed, stop) =>
        {
            await using var services = await LocalServices.OpenAsync(StorageChoice.Of(parsed), LocalRun.LoadSettings(), stop);
            await run(services.Get<PoisonService>(), parsed, stop);
            return 0;
        });
        return command;
    }

    private static async Task ListAsync(PoisonService service, ParseResult parsed, CancellationToken stop)
    {
        var only = Known(service, parsed.GetValue(AnyQueueArgument));
        var listed = 0;
        foreach (var queue in only is null ? service.Queues : [only])
        {
            foreach (var message in await service.ListAsync(queue, stop))
            {
                listed++;
                var ends = message.ExpiresOn is { } end && !message.Kept
                    ? $"lost after {end.ToString("u", CultureInfo.InvariantCulture)}"
                    : "kept";
                var inserted = message.InsertedOn.ToString("u", CultureInfo.InvariantCulture);
                Console.WriteLine($"{queue,-12} {message.Id}  {message.Kind,-6}  {inserted}  {ends}");
            }
        }

        Console.WriteLine($"{listed} message(s) given up.");
    }

    private static async Task ShowAsync(PoisonService service, ParseResult parsed, CancellationToken stop)
    {
        var message = await service.FindAsync(Queue(service, parsed), parsed.GetRequiredValue(MessageArgument), stop) ?? throw NotWaiting();
        var masked = MessageMask.Mask(message.Text);
        Console.WriteLine(
            masked?.ToJsonString(Indented) ?? $"Not a message of this app: {message.Text.Length} characters, which are not shown.");
    }

    private static async Task RetryAsync(PoisonService service, ParseResult parsed, CancellationToken stop) =>
        Tell("retried", parsed, await service.RetryAsync(Queue(service, parsed), Id(parsed), stop));

    private static async Task DropAsync(PoisonService service, ParseResult parsed, CancellationToken stop) =>
        Tell("dropped", parsed, await service.DropAsync(Queue(service, parsed), Id(parsed), stop));

    private static void Tell(string what, ParseResult parsed, int count)
    {
        if (count == 0 && Id(parsed) is not null)
        {
            throw NotWaiting();
        }

        Console.WriteLine($"{count} message(s) of queue {parsed.GetRequiredValue(QueueArgument)} {what}.");
    }

    private static string Queue(PoisonService service, ParseResult parsed) => Known(service, parsed.GetRequiredValue(QueueArgument))!;

    private static string? Known(PoisonService service, string? queue) => queue is null || service.Queues.Contains(queue)
        ? queue
        : throw new LocalHostException($"There is no queue '{queue}'; there are {string.Join(", ", service.Queues)}.");

    /// <summary>Returns the message's id; null for all messages of the queue.</summary>
    private static string? Id(ParseResult parsed) => parsed.GetRequiredValue(MessagesArgument) is var id && id == All ? null : id;

    private static LocalHostException NotWaiting() => new("No such message is waiting; 'poison list' lists all waiting messages.");
}
