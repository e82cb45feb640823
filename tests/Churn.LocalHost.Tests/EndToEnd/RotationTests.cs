using System.Collections.Concurrent;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Settings;
using Churn.Simulation.Shopify;
using Churn.Testing;
using Churn.Testing.Azurite;
using Microsoft.Extensions.Time.Testing;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>
/// Rotates keys while orders flow. The app is restarted with other settings under a platform that goes on sending. The platform signs with
/// the secret that it knows at the time, and sends again what was not taken.
/// </summary>
public sealed class RotationTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string OldSecret = "the old webhook secret";
    private const string NewSecret = "the new webhook secret";
    private const string OldKey = "the old identity key of ours";
    private const string NewKey = "the new identity key of ours";
    private const int Customers = 12;
    private const int OrdersEach = 6;
    private const int Lanes = 4;

    private readonly ConcurrentQueue<string> _refusals = new();
    private volatile HttpClient? _client;
    private volatile string _secret = OldSecret;
    private int _taken;

    [Fact]
    public async Task Rotation_OfSecretAndIdentityKeyWhileOrdersFlow_LosesAndDoublesNothing()
    {
        var orders = new ConcurrentQueue<ShopifyOrder>(Orders());
        var host = await StartAsync([OldSecret], [OldKey]);
        var lanes = Enumerable.Range(0, Lanes).Select(_ => Task.Run(async () =>
        {
            while (orders.TryDequeue(out var order))
                await SendAsync(order);
        })).ToArray();

        await TakenAsync(Customers * 2);
        host = await RestartAsync(host, [NewSecret, OldSecret], [NewKey, OldKey]);
        await TakenAsync(Customers * 3);
        _secret = NewSecret;
        await TakenAsync(Customers * 4);
        host = await RestartAsync(host, [NewSecret], [NewKey, OldKey]);
        await Task.WhenAll(lanes);

        // The platform sends everything once more.
        foreach (var order in Orders())
            await SendAsync(order);
        await host.DrainAsync();
        var tables = new WrittenTables(azurite.ConnectionString);
        Assert.Equal(Customers * OrdersEach, await tables.OrderCountAsync());

        // A customer who ordered under both keys has left an alias under the former one, which is not counted as a buyer.
        var rows = (await tables.RowsAsync("Buyers")).Where(WrittenTables.IsBuyer).ToList();
        var buyers = rows.Where(row => row.Properties.ContainsKey("CustomerId")).ToList();
        Assert.Equal(Customers, buyers.Select(buyer => buyer["CustomerId"].StringValue).Distinct().Count());
        Assert.All(buyers, buyer => Assert.Equal(OrdersEach, buyer["Orders"].Int32Value));
        var counted = rows.Sum(row => row.Properties.TryGetValue("Orders", out var number) ? number.Int32Value ?? 0 : 0);
        Assert.Equal((Customers, Customers * OrdersEach), (buyers.Count, counted));
        Assert.Equal(0, await host.PoisonedAsync());
        Assert.Empty(_refusals);

        _secret = OldSecret;
        await Assert.ThrowsAsync<LocalHostException>(() => TrySendAsync(Sales.Of(9_999, 1, "2026-05-01", 10)));
        await host.DisposeAsync();
    }

    // The orders come round by round, so that every customer orders under each of the settings.
    private static IEnumerable<ShopifyOrder> Orders() =>
        from round in Enumerable.Range(0, OrdersEach)
        from customer in Enumerable.Range(1, Customers)
        select Sales.Of((round * 1_000) + customer, customer, new DateOnly(2026, 1, 1).AddDays(round * 20).ToString("yyyy-MM-dd"), 10);

    private async Task<LocalFunctionsHost> RestartAsync(LocalFunctionsHost host, string[] secrets, string[] keys)
    {
        await host.DisposeAsync();
        return await StartAsync(secrets, keys);
    }

    private async Task<LocalFunctionsHost> StartAsync(string[] secrets, string[] keys)
    {
        var settings = new Dictionary<string, string?>(
            LocalSettingsFile.Load(Path.Combine(RepositoryFiles.Root, LocalSettingsFile.SampleFileName)), StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < secrets.Length; index++)
            settings[$"Shops:demo:Secrets:{index}"] = secrets[index];
        for (var index = 0; index < keys.Length; index++)
            settings[$"Shops:demo:IdentityKeys:{index}"] = keys[index];
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 14, 10, 0, 0, TimeSpan.Zero));
        var app = ChurnApp.Options(settings, azurite.ConnectionString);
        var host = await LocalFunctionsHost.StartAsync(app with
        {
            ConfigureServices = (services, configuration) => app.ConfigureServices(
                Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<TimeProvider>(services, time),
                configuration),
            RunTimers = false,
        });
        _client = new HttpClient { BaseAddress = host.BaseAddress };
        return host;
    }

    private async Task SendAsync(ShopifyOrder order)
    {
        // If the app is down for a restart, the platform tries again. A refusal is different, because after enough of them the platform
        // gives up.
        while (true)
        {
            try
            {
                await TrySendAsync(order);
                Interlocked.Increment(ref _taken);
                return;
            }
            catch (LocalHostException failure) when (failure.Message.Contains("was not taken", StringComparison.Ordinal))
            {
                continue;
            }
            catch (LocalHostException failure)
            {
                // The request was signed with the old secret just before the last restart took that away. The platform signs the next
                // attempt with the new one.
                if (_secret == OldSecret)
                    _refusals.Enqueue(failure.Message);
            }
        }
    }

    private Task TrySendAsync(ShopifyOrder order)
    {
        var sender = new ShopifySender(_client!, new LocalShop("demo", _secret, "demo.myshopify.com", "EUR"));
        return sender.SendAsync(new(PlayedShop.OrdersTopic, order), CancellationToken.None);
    }

    private async Task TakenAsync(int orders)
    {
        while (Volatile.Read(ref _taken) < orders)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
    }
}
