using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace Churn.Storage.Memory;

/// <summary>The account that the clients in memory give themselves out for. Nothing is ever sent to it.</summary>
internal static class MemoryAccount
{
    public const string Name = "memory";

    public static readonly Uri Tables = new($"https://{Name}.table.invalid");

    public static readonly Uri Queues = new($"https://{Name}.queue.invalid");

    /// <summary>No secret: the base class wants a key of some kind.</summary>
    public static readonly TableSharedKeyCredential TableCredential = new(Name, "AAAA");

    public static readonly TableClientOptions TableOptions = Quick(new TableClientOptions());

    public static readonly QueueClientOptions QueueOptions = Quick(new QueueClientOptions());

    // Nothing is sent, so there is nothing to log or to trace; preparing for it is most of what a client costs to make.
    private static T Quick<T>(T options)
        where T : ClientOptions
    {
        options.Transport = NoTransport.Instance;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.LoggedHeaderNames.Clear();
        options.Diagnostics.LoggedQueryParameters.Clear();
        return options;
    }
}
