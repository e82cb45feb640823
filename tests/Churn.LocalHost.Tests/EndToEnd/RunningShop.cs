using System.Net;
using System.Net.Http.Json;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Settings;
using Churn.Simulation.Shopify;
using Churn.Testing;
using Churn.Testing.Azurite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>
/// The whole function app in this process, with the sample settings and their shop, on an Azurite. Only the app's clock is the test's own.
/// </summary>
internal sealed class RunningShop : IAsyncDisposable
{
    private readonly HttpClient _client;
    private readonly ShopifySender _sender;

    private RunningShop(LocalFunctionsHost host, LocalShop shop, FakeTimeProvider time, RecordingLogger log, WrittenTables tables)
    {
        Host = host;
        Shop = shop;
        Time = time;
        Log = log;
        Tables = tables;
        _client = new() { BaseAddress = host.BaseAddress };
        _sender = new(_client, shop);
    }

    public LocalFunctionsHost Host { get; }

    public LocalShop Shop { get; }

    public FakeTimeProvider Time { get; }

    public RecordingLogger Log { get; }

    public WrittenTables Tables { get; }

    public static async Task<RunningShop> OpenAsync(
        AzuriteFixture azurite, DateTimeOffset now, TimeSpan? visibilityTimeout = null, Action<IServiceCollection>? configure = null)
    {
        var (shop, settings, _) = LocalShop.Ensure(
            "demo", null, LocalSettingsFile.Load(Path.Combine(RepositoryFiles.Root, LocalSettingsFile.SampleFileName)));
        var time = new FakeTimeProvider(now);
        var log = new RecordingLogger();
        var app = ChurnApp.Options(settings, azurite.ConnectionString);
        var queues = app.HostFile.Queues;
        var host = await LocalFunctionsHost.StartAsync(app with
        {
            ConfigureServices = (services, configuration) =>
            {
                app.ConfigureServices(services.AddSingleton<TimeProvider>(time), configuration);
                configure?.Invoke(services);
            },
            ConfigureLogging = logging => logging.AddProvider(log),
            HostFile = app.HostFile with { Queues = queues with { VisibilityTimeout = visibilityTimeout ?? queues.VisibilityTimeout } },
            RunTimers = false,
        });
        return new(host, shop, time, log, new(azurite.ConnectionString));
    }

    public Task SendAsync(string topic, ShopifyOrder order) => _sender.SendAsync(new(topic, order), CancellationToken.None);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request);

    public Task<T?> GetAsync<T>(string path) => _client.GetFromJsonAsync<T>(path);

    public Task<byte[]> BytesAsync(string path) => _client.GetByteArrayAsync(path);

    public async Task DrainAsync()
    {
        Host.WakeQueues();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await Host.DrainAsync(limit.Token);
    }

    /// <summary>Runs a timer's function as an operator would, and then all the work that it deals out.</summary>
    public async Task RunAsync(string function)
    {
        var answer = await _client.PostAsJsonAsync($"/admin/functions/{function}", new { input = "" });
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await DrainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Host.DisposeAsync();
    }
}
