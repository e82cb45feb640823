using Azure.Core;
using Azure.Storage.Queues.Models;

namespace Azure.Storage.Queues;

public class QueueClientOptions : ClientOptions
{
    private const int StorageRetries = 5;

    // The original's default is its own newest version, which an Azurite of the same age refuses unless it is told to skip the
    // check. This one is the newest that the Azurite this repository pins (3.35) knows, so both ways of starting it work.
    private const ServiceVersion DefaultVersion = ServiceVersion.V2025_11_05;

    private static readonly string[] LoggedHeaders =
    [
        "x-ms-date", "x-ms-error-code", "x-ms-request-id", "x-ms-version", "x-ms-approximate-messages-count", "x-ms-time-next-visible",
    ];

    private static readonly string[] LoggedParameters =
    [
        "comp", "include", "marker", "maxresults", "messagettl", "numofmessages", "peekonly", "prefix", "visibilitytimeout",
    ];

    public QueueClientOptions(ServiceVersion version = DefaultVersion)
    {
        if (!Enum.IsDefined(version)) throw new ArgumentOutOfRangeException(nameof(version));
        Version = version;
        Retry.MaxRetries = StorageRetries;
        foreach (string header in LoggedHeaders) Diagnostics.LoggedHeaderNames.Add(header);
        foreach (string parameter in LoggedParameters) Diagnostics.LoggedQueryParameters.Add(parameter);
    }

    public event SyncAsyncEventHandler<QueueMessageDecodingFailedEventArgs> MessageDecodingFailed;

    public enum ServiceVersion
    {
        V2019_02_02 = 1,
        V2019_07_07 = 2,
        V2019_12_12 = 3,
        V2020_02_10 = 4,
        V2020_04_08 = 5,
        V2020_06_12 = 6,
        V2020_08_04 = 7,
        V2020_10_02 = 8,
        V2020_12_06 = 9,
        V2021_02_12 = 10,
        V2021_04_10 = 11,
        V2021_06_08 = 12,
        V2021_08_06 = 13,
        V2021_10_04 = 14,
        V2021_12_02 = 15,
        V2022_11_02 = 16,
        V2023_01_03 = 17,
        V2023_05_03 = 18,
        V2023_08_03 = 19,
        V2023_11_03 = 20,
        V2024_02_04 = 21,
        V2024_05_04 = 22,
        V2024_08_04 = 23,
        V2024_11_04 = 24,
        V2025_01_05 = 25,
        V2025_05_05 = 26,
        V2025_07_05 = 27,
        V2025_11_05 = 28,
        V2026_02_06 = 29,
    }

    public ServiceVersion Version { get; }

    public QueueMessageEncoding MessageEncoding { get; set; } = QueueMessageEncoding.None;

    public QueueAudience? Audience { get; set; }

    internal string VersionText => Version.ToString()[1..].Replace('_', '-');

    internal SyncAsyncEventHandler<QueueMessageDecodingFailedEventArgs> DecodingFailedHandlers => MessageDecodingFailed;
}
