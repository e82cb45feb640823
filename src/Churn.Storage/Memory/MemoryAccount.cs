using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace Churn.Storage.Memory;

/// <summary>The account that the in-memory clients name. Nothing is ever sent to it.</summary>
internal static class MemoryAccount
{
    public const string Name = "memory";

    public static readonly Uri Tables = new($"https://{Name}.table.invalid");

    public static readonly Uri Queues = new($"https://{Name}.queue.invalid");

    /// <summary>Not a secret: the base class needs some key.</summary>
    public static readonly TableSharedKeyCredential TableCredential = new(Name, "AAAA");

    public static readonly TableClientOptions TableOptions = Quick(new TableClientOptions());

    public static readonly QueueClientOptions QueueOptions = Quick(new QueueClientOptions());

    // Nothing is sent, so there is nothing to log or trace. Setting that up would be most of the cost of making a client.
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

/// <summary>Replaces the network of an in-memory client: a call that the in-memory storage does not implement fails and says so.</summary>
internal sealed class NoTransport : HttpPipelineTransport
{
    public static readonly NoTransport Instance = new();

    public override Request CreateRequest() => throw Unknown();

    public override void Process(HttpMessage message) => throw Unknown();

    public override ValueTask ProcessAsync(HttpMessage message) => throw Unknown();

    private static NotSupportedException Unknown() => new("The in-memory storage does not implement this call.");
}
