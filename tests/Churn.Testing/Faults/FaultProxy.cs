using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace Churn.Testing.Faults;

/// <summary>
/// An HTTP server between a client and a storage service. It forwards requests unchanged, except those that the plan gives a fault.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    // Headers that belong to one connection, and those that HttpClient and Kestrel write themselves.
    private static readonly HashSet<string> NotForwarded =
        new(StringComparer.OrdinalIgnoreCase) { "Host", "Connection", "Keep-Alive", "Transfer-Encoding" };

    private readonly WebApplication _app;
    private readonly HttpClient _client;
    private readonly Uri _service;

    private FaultProxy(WebApplication app, Uri service, FaultPlan plan)
    {
        _app = app;
        _service = service;
        Plan = plan;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
        });
    }

    public FaultPlan Plan { get; }

    /// <summary>The service's address that the client has to use.</summary>
    public Uri Endpoint
    {
        get
        {
            var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
            return new Uri(new Uri(addresses.First()), _service.AbsolutePath);
        }
    }

    public static async Task<FaultProxy> StartAsync(Uri service, FaultPlan plan)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var proxy = new FaultProxy(app, service, plan);
        app.Run(proxy.HandleAsync);
        await app.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var (fault, delay) = Plan.Next();
        using var request = await ReadAsync(context);
        if (fault is FaultKind.ServerError or FaultKind.Busy or FaultKind.RequestTimeout or FaultKind.DropBefore)
        {
            Refuse(context, fault.Value);
            return;
        }

        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead);
        switch (fault)
        {
            case FaultKind.ServerErrorAfterEffect or FaultKind.DropAfter:
                Refuse(context, fault.Value);
                return;
            case FaultKind.Delay:
                await Task.Delay(delay, TimeProvider.System);
                break;
        }

        await WriteAsync(context, response);
    }

    private static void Refuse(HttpContext context, FaultKind fault)
    {
        switch (fault)
        {
            case FaultKind.DropBefore or FaultKind.DropAfter:
                context.Abort();
                break;
            case FaultKind.Busy:
                context.Response.StatusCode = 503;
                context.Response.Headers.RetryAfter = "1";
                break;
            default:
                context.Response.StatusCode = fault == FaultKind.RequestTimeout ? 408 : 500;
                break;
        }
    }

    // The signature covers the path as it was sent, so not even its escapes may change.
    private async Task<HttpRequestMessage> ReadAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var address = new Uri(
            _service.GetLeftPart(UriPartial.Authority) + target,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), address) { Version = HttpVersion.Version11 };
        if (body.Length > 0 || context.Request.ContentLength is not null)
        {
            request.Content = new ByteArrayContent(body.ToArray());
        }

        foreach (var (name, values) in context.Request.Headers.Where(header => !NotForwarded.Contains(header.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return request;
    }

    private static async Task WriteAsync(HttpContext context, HttpResponseMessage response)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        var headers = response.Headers.Concat(response.Content.Headers);
        foreach (var (name, values) in headers.Where(header => !NotForwarded.Contains(header.Key)))
        {
            context.Response.Headers[name] = new StringValues([.. values]);
        }

        var body = await response.Content.ReadAsByteArrayAsync();
        if (body.Length > 0)
        {
            await context.Response.Body.WriteAsync(body);
        }
    }
}
