using System.Net;
using Azure.Core.Pipeline;

namespace Churn.Storage.Tests.StandIns.Queues;

/// <summary>A service that never leaves the process: answers by a function and keeps the requests.</summary>
internal sealed class StubTransport(Func<int, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<HttpRequestMessage> Requests { get; } = [];

    public static StubTransport Always(HttpStatusCode status, string body = "", string? errorCode = null) =>
        new(_ => Answer(status, body, errorCode));

    public static HttpResponseMessage Answer(HttpStatusCode status, string body = "", string? errorCode = null)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/xml") };
        if (errorCode is not null) response.Headers.Add("x-ms-error-code", errorCode);
        return response;
    }

    public HttpClientTransport ToTransport() => new(this);

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Requests.Add(request);
        return answer(Requests.Count);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(Send(request, cancellationToken));
}
