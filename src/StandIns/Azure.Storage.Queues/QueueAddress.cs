using System.Net;

namespace Azure.Storage.Queues;

// What a queue's or an account's URI says: https://account.queue.core.windows.net/queue, or http://127.0.0.1:10001/account/queue.
internal sealed record QueueAddress(string AccountName, string QueueName)
{
    // Ports on which the originals expect an emulator whatever the host is called.
    private static readonly int[] EmulatorPorts =
        [10000, 10001, 10002, 10003, 10004, 10100, 10101, 10102, 10103, 10104, 11000, 11001, 11002, 11003, 11004, 11100, 11101, 11102, 11103, 11104];

    public static QueueAddress Of(Uri uri)
    {
        string[] segments = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (HasAccountInPath(uri)) return new QueueAddress(segments.ElementAtOrDefault(0), segments.ElementAtOrDefault(1));
        int end = uri.Host.IndexOf(".queue.", StringComparison.OrdinalIgnoreCase);
        return new QueueAddress(end > 0 ? uri.Host[..end] : null, segments.ElementAtOrDefault(0));
    }

    public static Uri Append(Uri uri, string segment)
    {
        var builder = new UriBuilder(uri);
        builder.Path = $"{builder.Path.TrimEnd('/')}/{segment}";
        return builder.Uri;
    }

    private static bool HasAccountInPath(Uri uri) =>
        (uri.Host.Contains('.') && IPAddress.TryParse(uri.Host, out _)) || EmulatorPorts.Contains(uri.Port);
}
