using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Churn.Domain.Reports;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Settings;
using Churn.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Dashboard.Tests.Shop;

/// <summary>
/// The function app with the orders of a made-up shop. The orders come in through the import's route, and the product's own nights follow:
/// timers, queues, model, report and offers. Tables and queues are in memory; everything else is as in every local run.
/// </summary>
internal sealed class ReplayedShop : IAsyncDisposable
{
    public const string Name = "tea";
    public const string Currency = "GBP";

    private const int OffersSent = 40;

    // The nights before the last one give a history of labels, a month to compare with, and offers with a known outcome.
    private static readonly DateOnly[] Nights =
    [
        new(2011, 7, 31),
        new(2011, 9, 30),
        new(2011, 10, 31),
        new(2011, 11, 30),
        ShopOrders.LastDay,
    ];

    private readonly LocalFunctionsHost _host;
    private readonly FakeTimeProvider _time;
    private readonly HttpClient _client;

    private ReplayedShop(LocalFunctionsHost host, FakeTimeProvider time, ShopOrders orders)
    {
        (_host, _time, Orders) = (host, time, orders);
        _client = new() { BaseAddress = host.BaseAddress };
    }

    public Uri Address => _host.BaseAddress;

    public ShopOrders Orders { get; }

    public static async Task<ReplayedShop> StartAsync()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(Nights[0], new TimeOnly(4, 0), TimeSpan.Zero));
        var app = ChurnApp.Options(Settings(), null);
        var host = await LocalFunctionsHost.StartAsync(app with
        {
            ConfigureServices = (services, configuration) =>
                app.ConfigureServices(services.AddSingleton<TimeProvider>(time), configuration),
            RunTimers = false,
        });
        var shop = new ReplayedShop(host, time, ShopOrders.Read());
        await shop.PlayAsync();
        return shop;
    }

    public async Task<T> GetAsync<T>(string path) => (await _client.GetFromJsonAsync<T>($"/api/shops/{Name}/{path}"))!;

    public Task<string> TextAsync(string path) => _client.GetStringAsync($"/api/shops/{Name}/{path}");

    /// <summary>Returns the newest report, as the API answers it.</summary>
    public async Task<ShopReport> ReportAsync() => ReportJson.Read(await _client.GetByteArrayAsync($"/api/shops/{Name}/reports/latest"));

    /// <summary>Returns the id of a client.</summary>
    public async Task<string> SomeClientAsync() => (string)(await GetAsync<JsonObject>("buyers?class=Client&limit=1"))["items"]![0]!["id"]!;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    private static Dictionary<string, string?> Settings() =>
        new(LocalSettingsFile.Load(Path.Combine(RepositoryFiles.Root, LocalSettingsFile.SampleFileName)), StringComparer.OrdinalIgnoreCase)
        {
            [$"Shops:{Name}:Platform"] = "shopify",
            [$"Shops:{Name}:Secrets:0"] = "a secret of the tests",
            [$"Shops:{Name}:IdentityKeys:0"] = "an identity key of the tests",
            [$"Shops:{Name}:Currency"] = Currency,
            [$"Shops:{Name}:TimeZone"] = "UTC",
        };

    private async Task PlayAsync()
    {
        var before = DateOnly.MinValue;
        foreach (var night in Nights)
        {
            _time.Advance(new DateTimeOffset(night, new TimeOnly(4, 0), TimeSpan.Zero) - _time.GetUtcNow());
            using var file = new StringContent(Orders.Csv(before, night));
            (await _client.PostAsync($"/api/shops/{Name}/import?format=csv", file)).EnsureSuccessStatusCode();
            before = night;
            foreach (var function in (string[])["FlagOffers", "NightlyReclassification"])
            {
                await _host.RunFunctionAsync(function);
                _host.WakeQueues();
                await _host.DrainAsync();
            }

            await SendOffersAsync();
        }
    }

    // Marks some of the offers as sent, as a shop's tool would.
    private async Task SendOffersAsync()
    {
        var ready = (await GetAsync<JsonObject>($"offers?state=Ready&limit={OffersSent}"))["items"]!.AsArray();
        foreach (var id in ready.Select(offer => (string)offer!["id"]!))
        {
            (await _client.PostAsync($"/api/shops/{Name}/offers/{Uri.EscapeDataString(id)}/sent", null)).EnsureSuccessStatusCode();
        }
    }
}
