using System.Net;
using System.Text;

namespace Churn.Functions.Tests.Webhooks;

/// <summary>A platform's API as its client sees it: bodies by path, and the number of failures before it gives them.</summary>
internal sealed class PlatformApi : HttpMessageHandler
{
    private readonly Dictionary<string, byte[]> _bodies = [];

    public List<string> Requests { get; } = [];

    public int Failures { get; set; }

    public HttpStatusCode FailWith { get; set; } = HttpStatusCode.ServiceUnavailable;

    public PlatformApi Serve(string path, string body) => Serve(path, Encoding.UTF8.GetBytes(body));

    public PlatformApi Serve(string path, byte[] body)
    {
        _bodies[path] = body;
        return this;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = request.Headers.TryGetValues("X-Auth-Token", out var values)
            || request.Headers.TryGetValues("X-Shopify-Access-Token", out values)
            ? values.Single()
            : request.Headers.Authorization?.ToString();
        Requests.Add($"{request.RequestUri!.PathAndQuery} {token}");
        if (Failures-- > 0)
        {
            return Task.FromResult(new HttpResponseMessage(FailWith));
        }

        return Task.FromResult(_bodies.TryGetValue(request.RequestUri.PathAndQuery, out var body)
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
    }

    // The factory's clients are disposed after use, but this one handler serves all of them.
    protected override void Dispose(bool disposing)
    {
    }
}
