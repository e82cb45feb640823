using Azure.Core;
using Azure.Core.Pipeline;

namespace Churn.Storage.Tests.StandIns.Queues;

/// <summary>Notes every try, in order.</summary>
internal sealed class RecordingPolicy : HttpPipelineSynchronousPolicy
{
    private readonly List<(string Method, Uri Uri, string? Version)> _tries = [];

    public IReadOnlyList<(string Method, Uri Uri, string? Version)> Tries
    {
        get
        {
            lock (_tries) return [.. _tries];
        }
    }

    public override void OnSendingRequest(HttpMessage message)
    {
        message.Request.Headers.TryGetValue("x-ms-version", out string? version);
        lock (_tries) _tries.Add((message.Request.Method.Method, message.Request.Uri.ToUri(), version));
    }
}
