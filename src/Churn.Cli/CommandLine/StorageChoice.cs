using System.CommandLine;

namespace Churn.Cli.CommandLine;

/// <summary>The storage that a command works on, and how much it logs.</summary>
internal sealed record StorageChoice
{
    private static readonly Option<string?> ConnectionOption = new("--storage")
    {
        HelpName = "CONNECTION",
        Description = "A storage connection string [default: the setting AzureWebJobsStorage, or else Azurite on its usual ports]",
    };

    private static readonly Option<string?> AccountOption = new("--account")
    {
        HelpName = "NAME|URL",
        Description = "A storage account in Azure, by your own sign-in (az login)",
    };

    private static readonly Option<bool> InMemoryOption = new("--in-memory")
    {
        Description = "No storage account: all data are in this process's memory and are lost at the end",
    };

    private static readonly Option<bool> VerboseOption = new("--verbose") { Description = "Logs everything that the functions log." };

    /// <summary>A connection string; null for the one in the settings.</summary>
    public string? Connection { get; init; }

    /// <summary>A storage account in Azure, by name or address. It is accessed by the identity of the person who is signed in.</summary>
    public string? Account { get; init; }

    public bool InMemory { get; init; }

    public bool Verbose { get; init; }

    /// <summary>Whether JSON is written to the standard output, so that all other text must go to the standard error.</summary>
    public bool Json { get; init; }

    /// <param name="orAccount">Whether the command may work on an account in Azure.</param>
    public static void AddTo(Command command, bool orAccount)
    {
        command.Add(ConnectionOption);
        command.Add(InMemoryOption);
        command.Add(VerboseOption);
        List<Option> choices = [ConnectionOption, InMemoryOption];
        if (orAccount)
        {
            command.Add(AccountOption);
            choices.Add(AccountOption);
        }

        command.Validators.Add(result =>
        {
            if (choices.Count(option => result.GetResult(option) is { Implicit: false }) > 1)
            {
                result.AddError($"{string.Join(" and ", choices.Select(option => option.Name))} exclude each other.");
            }
        });
    }

    public static StorageChoice Of(ParseResult parsed) => new()
    {
        Connection = parsed.GetValue(ConnectionOption),
        Account = parsed.GetValue(AccountOption),
        InMemory = parsed.GetValue(InMemoryOption),
        Verbose = parsed.GetValue(VerboseOption),
        Json = parsed.GetValue(SharedOptions.Json),
    };
}
