using System.CommandLine;
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

    private static readonly Argument<string?> AnyQueueArgument = new("QUEUE")
    {
        Description = "The queue whose messages are listed [default: every queue]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Argument<string> QueueArgument = new("QUEUE") { Description = "The queue that gave the message up" };
    private static readonly Argument<string> MessageArgument = new("ID") { Description = "The message, as `poison list` names it" };

    private static readonly Argument<string> MessagesArgument = new("ID|all")
    {
        Description = "The message, as `poison list` names it, or all of the queue's",
    };

    public static Command Create() => new("poison", "Sees to messages that were given up.")
    {
        Action("list", "Lists them.", [AnyQueueArgument], ListAsync),
        Action("show", "Shows one of them, identifiers masked.", [QueueArgument, MessageArgument], ShowAsync),
        Action("retry", "Puts them back to be worked on.", [QueueArgument, MessagesArgument], RetryAsync),
        Action("drop", "Throws them away.", [QueueArgument, MessagesArgument], DropAsync),
    };

    private static Command Action(
        string name, string description, Argument[] arguments, Func<PoisonDesk, ParseResult, CancellationToken, Task> run)
    {
        var command = new Command(name, description);
        Array.ForEach(arguments, command.Add);
        StorageChoice.AddTo(command, orAccount: true);
        command.SetAction(async (parsed, stop) =>
        {
            await using var services = await LocalServices.OpenAsync(StorageChoice.Of(parsed), LocalRun.LoadSettings(), stop);
            await run(services.Get<PoisonDesk>(), parsed, stop);
            return 0;
        });
        return command;
    }

    private static async Task ListAsync(PoisonDesk desk, ParseResult parsed, CancellationToken stop)
    {
        var only = Known(desk, parsed.GetValue(AnyQueueArgument));
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
    }

    private static async Task ShowAsync(PoisonDesk desk, ParseResult parsed, CancellationToken stop)
    {
        var message = await desk.FindAsync(Queue(desk, parsed), parsed.GetRequiredValue(MessageArgument), stop) ?? throw NotWaiting();
        var masked = MessageMask.Mask(message.Text);
        Console.WriteLine(masked?.ToJsonString(Indented) ?? $"Not a message of this app: {message.Text.Length} characters, which are not shown.");
    }

    private static async Task RetryAsync(PoisonDesk desk, ParseResult parsed, CancellationToken stop) =>
        Tell("retried", parsed, await desk.RetryAsync(Queue(desk, parsed), Id(parsed), stop));

    private static async Task DropAsync(PoisonDesk desk, ParseResult parsed, CancellationToken stop) =>
        Tell("dropped", parsed, await desk.DropAsync(Queue(desk, parsed), Id(parsed), stop));

    private static void Tell(string what, ParseResult parsed, int count)
    {
        if (count == 0 && Id(parsed) is not null)
        {
            throw NotWaiting();
        }

        Console.WriteLine($"{count} message(s) of queue {parsed.GetRequiredValue(QueueArgument)} {what}.");
    }

    private static string Queue(PoisonDesk desk, ParseResult parsed) => Known(desk, parsed.GetRequiredValue(QueueArgument))!;

    private static string? Known(PoisonDesk desk, string? queue) => queue is null || desk.Queues.Contains(queue)
        ? queue
        : throw new LocalHostException($"There is no queue '{queue}'; there are {string.Join(", ", desk.Queues)}.");

    /// <summary>Null: all of the queue's messages.</summary>
    private static string? Id(ParseResult parsed) => parsed.GetRequiredValue(MessagesArgument) is var id && id == All ? null : id;

    private static LocalHostException NotWaiting() => new("No such message is waiting; 'poison list' shows those that are.");
}
