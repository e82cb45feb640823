using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace Churn.Cli.CommandLine;

/// <summary>Options for hosting the function app on this machine.</summary>
internal sealed record HostingOptions
{
    private static readonly Option<int?> PortOption = new("--port")
    {
        HelpName = "N",
        Description = "The port of the function app [default: 7071; replay, and demo without --stay, take a free one]",
        CustomParser = OptionValues.Whole(0, ushort.MaxValue),
    };

    private static readonly Option<int?> LeaseOption = new("--lease")
    {
        HelpName = "SECONDS",
        Description = "How long a message stays with a host that died [default: 600, as in Azure]",
        CustomParser = OptionValues.Whole(1, 7 * 86_400),
    };

    public StorageChoice Storage { get; init; } = new();

    /// <summary>The port; 0 for a free one; null for the command's default.</summary>
    public int? Port { get; init; }

    /// <summary>The lease of a message; null for the usual ten minutes.</summary>
    public TimeSpan? Lease { get; init; }

    /// <summary>The lowest level that is logged without --verbose.</summary>
    public LogLevel Log { get; init; } = LogLevel.Warning;

    public static void AddTo(Command command)
    {
        command.Add(PortOption);
        command.Add(LeaseOption);
        StorageChoice.AddTo(command, orAccount: false);
    }

    public static HostingOptions Of(ParseResult parsed) => new()
    {
        Storage = StorageChoice.Of(parsed),
        Port = parsed.GetValue(PortOption),
        Lease = parsed.GetValue(LeaseOption) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };
}
