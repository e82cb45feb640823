using Churn.Domain.Shops;

namespace Churn.LocalHost.CommandLine;

/// <summary>What was asked for; null is "not said".</summary>
public sealed record CommandLineOptions
{
    public CommandKind Command { get; init; } = CommandKind.Serve;

    public bool Help { get; init; }

    public int? Port { get; init; }

    /// <summary>A storage connection string.</summary>
    public string? Storage { get; init; }

    /// <summary>A storage account in Azure, by name or address, reached by the identity of whoever is signed in.</summary>
    public string? Account { get; init; }

    public bool InMemory { get; init; }

    public TimeSpan? Lease { get; init; }

    public bool Verbose { get; init; }

    /// <summary>The file to replay or to import.</summary>
    public string? File { get; init; }

    public string? Shop { get; init; }

    /// <summary>ISO 4217 code of the file's values.</summary>
    public string? Currency { get; init; }

    /// <summary>Orders a second; null is as fast as it goes.</summary>
    public double? Speed { get; init; }

    /// <summary>Whether a rebuild writes what the ledger says.</summary>
    public bool Repair { get; init; }

    /// <summary>Who is to be looked for.</summary>
    public string? Email { get; init; }

    /// <inheritdoc cref="Email" />
    public string? Phone { get; init; }

    /// <inheritdoc cref="Email" />
    public string? Customer { get; init; }

    /// <summary>What to do with poison messages: list, show, retry or drop.</summary>
    public string? Action { get; init; }

    /// <summary>The queue whose poison messages are meant.</summary>
    public string? Queue { get; init; }

    /// <summary>The poison message that is meant, or "all".</summary>
    public string? MessageId { get; init; }

    /// <summary>The buyer to explain: an id, or <c>customer:</c> and the platform's customer id.</summary>
    public string? Buyer { get; init; }

    /// <summary>The day of a report, or that a buyer is explained for.</summary>
    public string? Date { get; init; }

    /// <summary>The kind of the offers to list.</summary>
    public string? Kind { get; init; }

    /// <summary>The state of the offers to list.</summary>
    public string? State { get; init; }

    /// <summary>Whether the demo keeps serving when it has been played.</summary>
    public bool Stay { get; init; }

    /// <summary>Deliveries at the beginning of the file's history that are left out.</summary>
    public int Skip { get; init; }

    /// <summary>What kind of trade a simulated shop is in.</summary>
    public BusinessModel? BusinessModel { get; init; }

    /// <summary>Days from one simulated night to the next.</summary>
    public int? EveryDays { get; init; }

    /// <summary>The last day that is simulated.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Print JSON.</summary>
    public bool Json { get; init; }

    /// <summary>A file that maps the columns of the import's.</summary>
    public string? Mapping { get; init; }
}
