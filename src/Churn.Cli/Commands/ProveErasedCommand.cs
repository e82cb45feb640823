using System.CommandLine;
using Churn.Cli.CommandLine;
using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.LocalHost;
using Churn.Storage.Queues;

namespace Churn.Cli.Commands;

/// <summary>Searches every table and queue for data of a person, and reports what could not be searched.</summary>
internal static class ProveErasedCommand
{
    /// <summary>The exit code if data of the person were found.</summary>
    private const int Found = 1;

    /// <summary>The exit code if nothing was found but some messages could not be searched.</summary>
    private const int Unsure = 2;

    private static readonly Option<string?> EmailOption = new("--email") { HelpName = "E", Description = "Their e-mail address" };
    private static readonly Option<string?> PhoneOption = new("--phone") { HelpName = "P", Description = "Their phone number" };
    private static readonly Option<string?> CustomerOption = new("--customer") { HelpName = "ID", Description = "Their customer id" };

    public static Command Create()
    {
        Option[] person = [EmailOption, PhoneOption, CustomerOption];
        var command = new Command(
            "prove-erased", "Searches every table and queue for an erased person. Only tombstones should be found.")
        {
            SharedOptions.Shop, EmailOption, PhoneOption, CustomerOption,
        };
        StorageChoice.AddTo(command, orAccount: true);
        command.Validators.Add(result =>
        {
            if (person.All(option => result.GetResult(option) is null))
            {
                result.AddError("prove-erased needs a person: --email, --phone or --customer.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var id = parsed.GetRequiredValue(SharedOptions.Shop);
        await using var services = await LocalServices.OpenAsync(StorageChoice.Of(parsed), LocalRun.LoadSettings(), stop);
        if (services.Get<IShopDirectory>().Find(id) is not { } shop)
            throw new LocalHostException(
                "No shop of that name is configured, and a person can be searched for only with the shop's identity keys.");
        var person = IdentityHasher.Identify(
            shop, "", parsed.GetValue(EmailOption), parsed.GetValue(PhoneOption), parsed.GetValue(CustomerOption));
        if (person.IsAnonymous)
            throw new LocalHostException("That is neither an e-mail address nor a phone number nor a customer id.");

        var search = services.Get<IPersonSearch>();
        var found = Enum.GetValues<TraceKind>().ToDictionary(kind => kind, _ => 0);
        await foreach (var trace in search.FindAsync(id, person.Identifiers, person.CustomerId, stop))
        {
            found[trace.Kind]++;
            if (trace.Kind == TraceKind.Left)
                Console.WriteLine($"{trace.Where,-12} {trace.Row}");
        }

        return Tell(found, await search.CountUnseenAsync(stop));
    }

    private static int Tell(Dictionary<TraceKind, int> found, IReadOnlyDictionary<string, int> unseen)
    {
        Console.WriteLine(
            $"{found[TraceKind.Left]} trace(s) of the person, {found[TraceKind.Tombstone]} tombstone(s), "
            + $"{unseen.Values.Sum()} queued message(s) that could not be searched.");
        foreach (var (queue, count) in unseen)
            Console.WriteLine($"{queue}: {count} message(s) cannot be searched. {Why(queue)}");
        return found[TraceKind.Left] > 0 ? Found : unseen.Count > 0 ? Unsure : 0;
    }

    private static string Why(string queue) =>
        queue == QueueNames.ShopRequests ? "An erasure leaves its own second pass there for fifteen minutes: search again after that."
        : "They are being processed or are delayed, and the tombstones apply to them then: search again when the queue is empty.";
}
