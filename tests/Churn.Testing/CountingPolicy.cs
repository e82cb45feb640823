using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Churn.Testing;

/// <summary>Counts the requests that a client sends, including retries, so that a budget limits requests and not calls.</summary>
public sealed class CountingPolicy : HttpPipelineSynchronousPolicy
{
    private readonly ConcurrentQueue<string> _requests = new();

    /// <summary>Returns method and path of every request since the last <see cref="Take"/>.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = _requests.ToArray();
        _requests.Clear();
        return taken;
    }

    public override void OnSendingRequest(HttpMessage message) => _requests.Enqueue($"{message.Request.Method} {message.Request.Uri.Path}");
}
