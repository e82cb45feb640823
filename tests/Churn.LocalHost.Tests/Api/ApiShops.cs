using System.Text;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Reports;
using Churn.Domain.Shops;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Settings;
using Churn.Testing;
using Churn.Testing.Azurite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Churn.LocalHost.Tests.Api;

/// <summary>
/// The function app over HTTP with its shops: <c>demo</c>, open to every function key; <c>walled</c>, which has a key of its own; and
/// <c>quiet</c>, which has an endpoint and no orders.
/// </summary>
public sealed class ApiShops : IAsyncLifetime
{
    public const string Key = "a key of the walled shop";
    public const string QuietKey = "a key of the quiet shop";
    public static readonly DateOnly AsOf = new(2026, 5, 14);

    private readonly AzuriteFixture _azurite = new();

    public LocalFunctionsHost Host { get; private set; } = null!;

    /// <summary>Connection string of the storage.</summary>
    public string Connection => _azurite.ConnectionString;

    /// <summary>What the app logged.</summary>
    public RecordingLogger Log { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await ((IAsyncLifetime)_azurite).InitializeAsync();
        var sample = LocalSettingsFile.Load(Path.Combine(RepositoryFiles.Root, LocalSettingsFile.SampleFileName));
        var settings = new Dictionary<string, string?>(sample, StringComparer.OrdinalIgnoreCase)
        {
            ["Api:RequestsPerMinute"] = "0",
            ["Shops:quiet:Platform"] = "shopify",
            ["Shops:quiet:Secrets:0"] = "a secret of the tests",
            ["Shops:quiet:IdentityKeys:0"] = "an identity key of the tests",
            ["Shops:quiet:ApiKeys:0"] = QuietKey,
            ["Shops:quiet:Endpoints:0:Url"] = "http://127.0.0.1:9/events",
            ["Shops:quiet:Endpoints:0:Secrets:0"] = "whsec_" + Convert.ToBase64String(new byte[32]),
            ["Shops:walled:Platform"] = "shopify",
            ["Shops:walled:Secrets:0"] = "a secret of the tests",
            ["Shops:walled:IdentityKeys:0"] = "an identity key of the tests",
            ["Shops:walled:ApiKeys:0"] = "an older key of the walled shop",
            ["Shops:walled:ApiKeys:1"] = Key,
        };
        var app = ChurnApp.Options(settings, _azurite.ConnectionString);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 14, 12, 0, 0, TimeSpan.Zero));
        Host = await LocalFunctionsHost.StartAsync(app with
        {
            ConfigureServices = (services, configuration) =>
                app.ConfigureServices(services.AddSingleton<TimeProvider>(time), configuration),
            ConfigureLogging = logging => logging.AddProvider(Log),
            RunTimers = false,
        });
        Client = new() { BaseAddress = Host.BaseAddress };
        await ImportAsync("demo", null);
        await ImportAsync("walled", Key);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Host.DisposeAsync();
        await ((IAsyncLifetime)_azurite).DisposeAsync();
    }

    /// <summary>Sends a request as a client does.</summary>
    public Task<HttpResponseMessage> SendAsync(string path, string? key = null, string method = "GET", string? ifNoneMatch = null)
    {
        var request = new HttpRequestMessage(new(method), path);
        if (key is not null)
            request.Headers.Add("x-api-key", key);
        if (ifNoneMatch is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        return Client.SendAsync(request);
    }

    // Imports twelve buyers. The customer ids of two are formulas, which a shop platform might pass on.
    private async Task ImportAsync(string shop, string? key)
    {
        var file = new StringBuilder("order_id,placed_at,total,customer_id,email\n");
        for (var buyer = 0; buyer < 12; buyer++)
        {
            var customer = buyer switch { 0 => "=HYPERLINK(1)", 1 => "@SUM(1)", _ => $"{1000 + buyer}" };
            for (var order = 0; order <= buyer % 5; order++)
            {
                var day = new DateOnly(2025, 6, 1).AddDays((70 * order) + buyer);
                file.Append($"{shop}-{buyer}-{order},{day:yyyy-MM-dd},{20 + buyer}.50,{customer},{shop}-{buyer}@example.org\n");
            }
        }

        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/shops/{shop}/import?format=csv")
        {
            Content = new StringContent(file.ToString()),
        };
        if (key is not null)
            request.Headers.Add("x-api-key", key);
        (await Client.SendAsync(request)).EnsureSuccessStatusCode();
        var found = Host.Services.GetRequiredService<IShopDirectory>().Find(ShopId.Parse(shop))!;
        var tally = await Host.Services.GetRequiredService<ReportCounter>().CountAsync(found, AsOf, default);
        await Host.Services.GetRequiredService<ReportWriter>().WriteAsync(found, tally, ShopModel.None, default);
    }
}
