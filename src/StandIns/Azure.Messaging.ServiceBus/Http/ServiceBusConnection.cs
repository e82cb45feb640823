using System.Net.Security;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Messaging.ServiceBus.Authorization;

namespace Azure.Messaging.ServiceBus.Http;

// One namespace: its HTTP connections and its pipeline, shared by the senders of a client.
internal sealed class ServiceBusConnection : IDisposable
{
    public const string MessagesPath = "/messages";

    private const string TokenScope = "https://servicebus.azure.net/.default";

    private readonly Uri _uri;
    private readonly HttpClientTransport _transport;
    private readonly HttpPipeline _pipeline;
    private int _identifiers;
    private volatile bool _closed;

    private ServiceBusConnection(ServiceAddress address, HttpPipelinePolicy authorization, ServiceBusClientOptions options)
    {
        Namespace = address.Namespace;
        _uri = options.CustomEndpointAddress ?? address.Uri;
        _transport = new HttpClientTransport(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Proxy = options.WebProxy,
            PooledConnectionIdleTimeout = options.ConnectionIdleTimeout,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = options.CertificateValidationCallback },
        });
        var pipeline = new HttpPipelineOptions(new ServiceBusHttpOptions(options.RetryOptions, _transport));
        pipeline.PerRetryPolicies.Add(authorization);
        _pipeline = HttpPipelineBuilder.Build(pipeline);
    }

    public string Namespace { get; }

    public bool IsClosed => _closed;

    public static ServiceBusConnection WithSharedAccess(ServiceAddress address, ISharedAccessSource source, ServiceBusClientOptions options) =>
        new(address, new SharedAccessPolicy(address.Namespace, source), options ?? new ServiceBusClientOptions());

    public static ServiceBusConnection WithToken(ServiceAddress address, TokenCredential credential, ServiceBusClientOptions options) =>
        new(address, new BearerTokenAuthenticationPolicy(credential, TokenScope), options ?? new ServiceBusClientOptions());

    public string NextIdentifier(string entity) => $"{entity}-{Interlocked.Increment(ref _identifiers)}";

    public void ThrowIfClosed()
    {
        if (_closed) throw new ObjectDisposedException(nameof(ServiceBusClient), "The connection to Service Bus has been closed.");
    }

    public async Task SendAsync(string entity, SendContent content, CancellationToken cancellationToken)
    {
        using HttpMessage message = _pipeline.CreateMessage();
        Request request = message.Request;
        request.Method = RequestMethod.Post;
        request.Uri.Reset(_uri);
        request.Uri.AppendPath(string.Join('/', entity.Split('/').Select(Uri.EscapeDataString)), false);
        request.Uri.AppendPath(MessagesPath, false);
        request.Content = RequestContent.Create(content.Body);
        if (content.ContentType is not null) request.Headers.SetValue("Content-Type", content.ContentType);
        foreach ((string name, string value) in content.Headers) request.Headers.SetValue(name, value);
        try
        {
            await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (SendFailure.FromTransport(failure, entity, cancellationToken) is { } known)
        {
            throw known;
        }

        if (message.Response.Status is not (200 or 201)) throw SendFailure.FromResponse(message.Response, entity);
    }

    public void Dispose()
    {
        _closed = true;
        _transport.Dispose();
    }
}
