using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Churn.Storage.Tests.StandIns.ServiceBus.Http;

/// <summary>Service Bus's HTTPS send API on this machine: checks signatures by its own arithmetic and answers as the test says.</summary>
internal sealed class ServiceBusEndpoint : IAsyncDisposable
{
    public const string Namespace = "churn-test.servicebus.windows.net";
    public const string KeyName = "send";
    public const string Key = "7ju7gQn2v0Zk0mJq1L0m2w==";

    private readonly WebApplication _app;
    private readonly List<SentRequest> _requests = [];
    private readonly Func<int, HttpContext, Task> _answer;

    private ServiceBusEndpoint(WebApplication app, Func<int, HttpContext, Task> answer)
    {
        _app = app;
        _answer = answer;
    }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    public IReadOnlyList<SentRequest> Requests
    {
        get
        {
            lock (_requests) return [.. _requests];
        }
    }

    public static Task<ServiceBusEndpoint> StartAsync(params int[] statuses) =>
        StartAsync((count, context) =>
        {
            context.Response.StatusCode = statuses.Length == 0 ? 201 : statuses[Math.Min(count, statuses.Length) - 1];
            return Task.CompletedTask;
        });

    /// <param name="answer">Gets the number of the request, from 1.</param>
    /// <param name="certificate">With one, the endpoint speaks TLS.</param>
    public static async Task<ServiceBusEndpoint> StartAsync(Func<int, HttpContext, Task> answer, X509Certificate2? certificate = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null) listen.UseHttps(certificate);
        }));
        WebApplication app = builder.Build();
        var endpoint = new ServiceBusEndpoint(app, answer);
        app.Run(endpoint.HandleAsync);
        await app.StartAsync();
        return endpoint;
    }

    public ServiceBusClientOptions Options(int maxRetries = 3) => new()
    {
        CustomEndpointAddress = Address,
        RetryOptions = new ServiceBusRetryOptions
        {
            Mode = ServiceBusRetryMode.Fixed,
            Delay = TimeSpan.FromMilliseconds(1),
            MaxDelay = TimeSpan.FromMilliseconds(1),
            MaxRetries = maxRetries,
        },
    };

    public ServiceBusClient Client(int maxRetries = 3, string key = Key) =>
        new($"Endpoint=sb://{Namespace}/;SharedAccessKeyName={KeyName};SharedAccessKey={key}", Options(maxRetries));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        int count;
        lock (_requests)
        {
            _requests.Add(new SentRequest(
                context.Request.Path, context.Request.ContentType,
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            count = _requests.Count;
        }

        if (Refusal(context.Request) is { } refusal)
        {
            context.Response.StatusCode = 401;
            await context.Response.WriteAsync($"<Error><Code>401</Code><Detail>{refusal}</Detail></Error>");
            return;
        }

        await _answer(count, context);
    }

    private static string? Refusal(HttpRequest request)
    {
        string authorization = request.Headers.Authorization.ToString();
        if (request.IsHttps) return authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? null : "A token is required.";
        const string scheme = "SharedAccessSignature ";
        if (!authorization.StartsWith(scheme, StringComparison.Ordinal)) return "MalformedToken";
        Dictionary<string, string> fields = authorization[scheme.Length..].Split('&').Select(field => field.Split('=', 2)).ToDictionary(field => field[0], field => field[1]);
        byte[] expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes(fields["sr"] + "\n" + fields["se"]));
        if (fields["skn"] != KeyName || WebUtility.UrlDecode(fields["sig"]) != Convert.ToBase64String(expected)) return "InvalidSignature";
        DateTimeOffset expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields["se"], CultureInfo.InvariantCulture));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        if (expires < now || expires > now.AddHours(24)) return "ExpiredToken";
        string entity = request.Path.Value!.Replace("/messages", "", StringComparison.Ordinal);
        return WebUtility.UrlDecode(fields["sr"]) == $"https://{Namespace}{entity}" ? null : "InvalidAudience";
    }
}
