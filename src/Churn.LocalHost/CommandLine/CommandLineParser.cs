using System.Globalization;
using Churn.Domain.Shops;

namespace Churn.LocalHost.CommandLine;

/// <summary>Reads the command line; what it cannot read it says in one sentence.</summary>
public static class CommandLineParser
{
    public const string Help = """
        Runs Churn.Functions on this machine: Azurite, the function app, its queues and timers.

        dotnet run --project src/Churn.LocalHost -- [COMMAND] [OPTIONS]

          (no command)           serve until Ctrl+C
          demo [--stay]          play two years of a small shop as signed webhooks, in memory, and show what came of it; --stay keeps
                                 serving the dashboard until Ctrl+C
          replay FILE.csv --shop NAME
                                 send a CSV of orders as signed webhooks and wait until all are worked off
          simulate FILE.csv      play the file through a shop in simulated time, in memory, and print what each month came to
          rebuild --shop NAME [--repair]
                                 compute every buyer again from the ledger and report differences, of which there must be none
          import FILE --shop NAME [--mapping FILE.json]
                                 take a shop's history from a CSV, plain or .gz; docs/import.md tells the columns
          policy show --shop NAME
          policy dry-run|set FILE.json --shop NAME
                                 what a shop's labels go by; whom a change would move; make it (docs/policies.md)
          feedback FILE --shop NAME
                                 take answers to NPS and CSAT questions from a CSV, plain or .gz; docs/offers.md tells the columns
          report --shop NAME [--date DAY]
                                 the shop's last report, or that of a day, as tables
          offers --shop NAME [--kind KIND] [--state STATE]
                                 who is ready for what, and why
          explain BUYER --shop NAME [--date DAY]
                                 why a buyer (an id, or customer:ID) bears their labels, and what would be offered
          status                 whether tables, queues and settings are well, and how full the queues are
          poison list [QUEUE]    list the messages that were given up
          poison show QUEUE ID   show one of them, identifiers masked
          poison retry QUEUE ID|all
          poison drop QUEUE ID|all
                                 put them back to be worked on, or throw them away

          prove-erased --shop NAME [--email E] [--phone P] [--customer ID]
                                 search every table and queue for a person, of whom there must be nothing but tombstones

        Options
          --port N               port of the function app (7071; demo and replay take a free one)
          --storage CONNECTION   a storage connection string, instead of Azurite on the usual ports
          --account NAME|URL     a storage account in Azure, by your own sign-in (az login): report, offers, explain, status,
                                 poison, rebuild, prove-erased
          --in-memory            an Azurite of its own on free ports that forgets everything at the end
          --lease SECONDS        how long a message stays with a host that died (600, as in Azure)
          --json                 report, offers and explain as the API answers them, and simulate, instead of tables
          --verbose              log everything the functions log
          --help                 this text

        Options of replay
          --shop NAME            whose orders these are, as in the setting Shops:NAME
          --speed max|N          orders a second (max)
          --currency CODE        of the file's values (the shop's)
          --skip N               leave out the first N deliveries, in order of time

        Options of simulate
          --shop NAME            of the shop that is made up for it (simulated)
          --business-model NAME  GeneralRetail, Fashion, Consumables, Subscription, Wholesale, Services or OneProduct (GeneralRetail)
          --currency CODE        of the file's values (USD)
          --every DAYS           from one night to the next (1)
          --until yyyy-MM-dd     the last day
          --json                 print JSON

        Options of rebuild
          --shop NAME            whose buyers
          --currency CODE        of a shop that replay made up (USD)
          --repair               write what the ledger says where a row says something else

          A CSV has a header line and the columns customer_id, date (yyyy-MM-dd or with a time, UTC where it has no offset) and value;
          it may have order_id, kind (sale or return) and units or cds.
        """;

    public static CommandLineOptions Parse(IReadOnlyList<string> arguments)
    {
        var rest = new Queue<string>(arguments);
        var options = new CommandLineOptions();
        var first = true;
        while (rest.TryDequeue(out var argument))
        {
            options = argument switch
            {
                _ when first && !argument.StartsWith('-') => options with { Command = Command(argument) },
                _ when argument.StartsWith('-') => Option(options, argument, rest),
                _ when options is { Command: CommandKind.Replay or CommandKind.Import or CommandKind.Feedback or CommandKind.Simulate, File: null } => options with { File = argument },
                _ when options is { Command: CommandKind.Policy, Action: null } => options with { Action = argument },
                _ when options is { Command: CommandKind.Policy, File: null } => options with { File = argument },
                _ when options is { Command: CommandKind.Explain, Buyer: null } => options with { Buyer = argument },
                _ when options.Command == CommandKind.Poison && options.MessageId is null => Poison(options, argument),
                _ => throw new LocalHostException($"'{argument}' is one argument too many; --help says what there is."),
            };
            first = false;
        }

        return options.Help ? options : Check(options);
    }

    private static CommandKind Command(string text) => text switch
    {
        "serve" => CommandKind.Serve,
        "demo" => CommandKind.Demo,
        "replay" => CommandKind.Replay,
        "rebuild" => CommandKind.Rebuild,
        "import" => CommandKind.Import,
        "feedback" => CommandKind.Feedback,
        "simulate" => CommandKind.Simulate,
        "policy" => CommandKind.Policy,
        "poison" => CommandKind.Poison,
        "status" => CommandKind.Status,
        "prove-erased" => CommandKind.ProveErased,
        "report" => CommandKind.Report,
        "offers" => CommandKind.Offers,
        "explain" => CommandKind.Explain,
        _ => throw new LocalHostException($"There is no command '{text}'; there are demo, replay, simulate, import, feedback, report, offers, explain, policy, rebuild, status, poison and prove-erased, and --help says more."),
    };

    private static CommandLineOptions Poison(CommandLineOptions options, string argument) => options switch
    {
        { Action: null } => options with { Action = argument },
        { Queue: null } => options with { Queue = argument },
        _ => options with { MessageId = argument },
    };

    private static CommandLineOptions Option(CommandLineOptions options, string name, Queue<string> rest) => name switch
    {
        "--help" or "-h" or "-?" => options with { Help = true },
        "--in-memory" => options with { InMemory = true },
        "--verbose" => options with { Verbose = true },
        "--port" => options with { Port = Whole(name, Value(name, rest), 0, ushort.MaxValue) },
        "--storage" => options with { Storage = Value(name, rest) },
        "--account" => options with { Account = Value(name, rest) },
        "--lease" => options with { Lease = TimeSpan.FromSeconds(Whole(name, Value(name, rest), 1, 7 * 86_400)) },
        "--shop" => options with { Shop = Value(name, rest) },
        "--currency" => options with { Currency = Currency(Value(name, rest)) },
        "--email" => options with { Email = Value(name, rest) },
        "--phone" => options with { Phone = Value(name, rest) },
        "--customer" => options with { Customer = Value(name, rest) },
        "--mapping" => options with { Mapping = Value(name, rest) },
        "--business-model" => options with { BusinessModel = Model(Value(name, rest)) },
        "--every" => options with { EveryDays = Whole(name, Value(name, rest), 1, 366) },
        "--until" => options with { Until = Date(name, Value(name, rest)) },
        "--date" => options with { Date = Value(name, rest) },
        "--kind" => options with { Kind = Value(name, rest) },
        "--state" => options with { State = Value(name, rest) },
        "--json" => options with { Json = true },
        "--stay" => options with { Stay = true },
        "--repair" => options with { Repair = true },
        "--speed" => options with { Speed = Speed(Value(name, rest)) },
        "--skip" => options with { Skip = Whole(name, Value(name, rest), 0, int.MaxValue) },
        _ => throw new LocalHostException($"There is no option '{name}'; --help says what there is."),
    };

    private static CommandLineOptions Check(CommandLineOptions options)
    {
        if (options is { InMemory: true, Storage: not null })
            throw new LocalHostException("--in-memory and --storage exclude each other.");
        if (options.Account is not null && (options.InMemory || options.Storage is not null))
            throw new LocalHostException("--account excludes --storage and --in-memory.");
        if (options.Account is not null && options.Command is not (CommandKind.Status or CommandKind.Poison or CommandKind.Rebuild or CommandKind.ProveErased) && !Looks(options))
            throw new LocalHostException("--account belongs to report, offers, explain, status, poison, rebuild and prove-erased: nothing else runs against a real account from here.");
        if (options is { Command: CommandKind.Replay } and ({ File: null } or { Shop: null }))
            throw new LocalHostException("replay needs a file and a shop: replay FILE.csv --shop NAME.");
        if (options is { Command: CommandKind.Rebuild, Shop: null })
            throw new LocalHostException("rebuild needs a shop: rebuild --shop NAME.");
        if (options is { Command: CommandKind.Import } and ({ File: null } or { Shop: null }))
            throw new LocalHostException("import needs a file and a shop: import FILE --shop NAME.");
        if (options is { Command: CommandKind.Feedback } and ({ File: null } or { Shop: null }))
            throw new LocalHostException("feedback needs a file and a shop: feedback FILE --shop NAME.");
        if (options is { Command: CommandKind.Simulate, File: null })
            throw new LocalHostException("simulate needs a file: simulate FILE.csv.");
        if (options.Command == CommandKind.Policy && (options.Shop is null || options is not ({ Action: "show", File: null } or { Action: "set" or "dry-run", File: not null })))
            throw new LocalHostException("policy takes show --shop NAME, dry-run FILE.json --shop NAME or set FILE.json --shop NAME.");
        if (options.Command != CommandKind.Simulate && (options.BusinessModel is not null || options.EveryDays is not null || options.Until is not null))
            throw new LocalHostException("--business-model, --every and --until belong to simulate.");
        if (options is { Mapping: not null, Command: not CommandKind.Import })
            throw new LocalHostException("--mapping belongs to import.");
        if (options.Command is not (CommandKind.Replay or CommandKind.Rebuild or CommandKind.Import or CommandKind.Feedback or CommandKind.ProveErased or CommandKind.Simulate or CommandKind.Policy) && !Looks(options)
            && (options.Shop ?? options.Currency) is not null)
            throw new LocalHostException("--shop and --currency belong to replay, import, feedback, simulate, policy, rebuild, report, offers and explain.");
        CheckLooking(options);
        if (options.Command == CommandKind.Poison && options is not ({ Action: "list", MessageId: null } or { Action: "show" or "retry" or "drop", MessageId: not null }))
            throw new LocalHostException("poison takes list [QUEUE], show QUEUE ID, retry QUEUE ID|all or drop QUEUE ID|all.");
        if ((options.Email ?? options.Phone ?? options.Customer) is null == (options.Command == CommandKind.ProveErased) || options is { Command: CommandKind.ProveErased, Shop: null })
            throw new LocalHostException("prove-erased needs a shop and a person: prove-erased --shop NAME with --email, --phone or --customer, which belong to it alone.");
        if (options is { Repair: true, Command: not CommandKind.Rebuild })
            throw new LocalHostException("--repair belongs to rebuild.");
        return options;
    }

    /// <summary>Commands that only look at a shop.</summary>
    private static bool Looks(CommandLineOptions options) => options.Command is CommandKind.Report or CommandKind.Offers or CommandKind.Explain;

    private static void CheckLooking(CommandLineOptions options)
    {
        if (options is { Command: CommandKind.Explain } and ({ Buyer: null } or { Shop: null }))
            throw new LocalHostException("explain needs a buyer and a shop: explain BUYER --shop NAME.");
        if (Looks(options) && options.Shop is null)
            throw new LocalHostException($"{options.Command.ToString().ToLowerInvariant()} needs a shop: {options.Command.ToString().ToLowerInvariant()} --shop NAME.");
        if (options.Json && !Looks(options) && options.Command != CommandKind.Simulate)
            throw new LocalHostException("--json belongs to report, offers, explain and simulate.");
        if (options.Date is not null && options.Command is not (CommandKind.Report or CommandKind.Explain))
            throw new LocalHostException("--date belongs to report and explain.");
        if ((options.Kind ?? options.State) is not null && options.Command != CommandKind.Offers)
            throw new LocalHostException("--kind and --state belong to offers.");
        if (options is { Stay: true, Command: not CommandKind.Demo })
            throw new LocalHostException("--stay belongs to demo.");
    }

    private static string Value(string name, Queue<string> rest) =>
        rest.TryDequeue(out var value) && !value.StartsWith("--", StringComparison.Ordinal)
            ? value
            : throw new LocalHostException($"{name} needs a value.");

    private static int Whole(string name, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new LocalHostException($"{name} needs a whole number from {least} to {most}, and got '{text}'.");

    private static double? Speed(string text)
    {
        if (text == "max")
            return null;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : throw new LocalHostException($"--speed needs max or a number of orders a second, and got '{text}'.");
    }

    private static BusinessModel Model(string text) =>
        Enum.GetNames<BusinessModel>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse<BusinessModel>(found)
            : throw new LocalHostException($"--business-model needs one of {string.Join(", ", Enum.GetNames<BusinessModel>())}, and got '{text}'.");

    private static DateOnly Date(string name, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new LocalHostException($"{name} needs a day like 2026-05-14, and got '{text}'.");

    private static string Currency(string text) =>
        text.Length == 3 && text.All(char.IsAsciiLetter)
            ? text.ToUpperInvariant()
            : throw new LocalHostException($"--currency needs a code of three letters, and got '{text}'.");
}
