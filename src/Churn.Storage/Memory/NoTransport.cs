using Azure.Core;
using Azure.Core.Pipeline;

namespace Churn.Storage.Memory;

/// <summary>What a client in memory has in place of a network: a call that the storage in memory does not know fails and says so.</summary>
internal sealed class NoTransport : HttpPipelineTransport
{
    public static readonly NoTransport Instance = new();

    public override Request CreateRequest() => throw Unknown();

    public override void Process(HttpMessage message) => throw Unknown();

    public override ValueTask ProcessAsync(HttpMessage message) => throw Unknown();

    private static NotSupportedException Unknown() => new("The storage in memory does not know this call.");
}
