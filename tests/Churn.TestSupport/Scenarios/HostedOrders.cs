using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Functions.Orders;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Settings;
using Churn.Storage.Events;
using Churn.Storage.Queues;
using Churn.Storage.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Churn.TestSupport.Scenarios;

/// <summary>
/// The functions that take orders and amendments off their queues, in tables and queues of a run's own, on the day of <see cref="RecorderScenario"/>.
/// </summary>
public sealed class HostedOrders
{
    private readonly string _connectionString;
    private readonly TableOptions _tables;
    private readonly QueueOptions _queues;

    /// <param name="connectionString">Of the storage.</param>
    /// <param name="run">Letters and digits, lower case: the names of tables and queues end so.</param>
    public HostedOrders(string connectionString, string run)
    {
        _connectionString = connectionString;
        _tables = new TableOptions { Buyers = $"Buyers{run}", Identities = $"Identities{run}", Offers = $"Offers{run}", Shops = $"Shops{run}", Models = $"Models{run}", Policies = $"Policies{run}", Runs = $"Runs{run}" };
        _queues = new QueueOptions { OrdersQueue = $"orders-{run}", AmendmentsQueue = $"amendments-{run}", SearchesQueue = $"searches-{run}", OutboxQueue = $"outbox-{run}", DeliveriesQueue = $"deliveries-{run}", BuyerEventsQueue = $"events-{run}" };
        var service = new TableServiceClient(connectionString);
        Buyers = new BuyerStore(service, Options.Create(_tables));
        Identities = new IdentityStore(service, Options.Create(_tables));
        Messages = new MessageQueues(new QueueServiceClient(connectionString), Options.Create(_queues));
    }

    public BuyerStore Buyers { get; }

    public IdentityStore Identities { get; }

    /// <summary>The table behind <see cref="Buyers"/>.</summary>
    public TableClient BuyerTable => new TableServiceClient(_connectionString).GetTableClient(_tables.Buyers);

    public MessageQueues Messages { get; }

    public async Task CreateAsync()
    {
        foreach (var table in (string[])[_tables.Buyers, _tables.Identities, _tables.Shops, _tables.Models, _tables.Policies, _tables.Runs])
        {
            await new TableServiceClient(_connectionString).CreateTableIfNotExistsAsync(table);
        }

        foreach (var queue in (string[])[_queues.OrdersQueue, _queues.AmendmentsQueue, _queues.SearchesQueue, _queues.OutboxQueue, _queues.BuyerEventsQueue])
        {
            await new QueueServiceClient(_connectionString).GetQueueClient(queue).CreateIfNotExistsAsync();
        }
    }

    public Task SendAsync(Delivery delivery) => delivery.Order is { } order
        ? Messages.SendAsync(new OrderMessage { Order = order }, default)
        : Messages.SendAsync(new AmendmentMessage { Order = delivery.Amendment }, TimeSpan.Zero, default);

    /// <summary>Messages waiting or under way, and those in the poison queues.</summary>
    public async Task<(int Waiting, int Poisoned)> DepthAsync()
    {
        var service = new QueueServiceClient(_connectionString);
        var (waiting, poisoned) = (0, 0);
        foreach (var name in (string[])[_queues.OrdersQueue, _queues.AmendmentsQueue, _queues.SearchesQueue])
        {
            waiting += (await service.GetQueueClient(name).GetPropertiesAsync()).Value.ApproximateMessagesCount;
            var poison = service.GetQueueClient($"{name}-poison");
            poisoned += (await poison.ExistsAsync()).Value ? (await poison.GetPropertiesAsync()).Value.ApproximateMessagesCount : 0;
        }

        return (waiting, poisoned);
    }

    /// <summary>Publishes what the dead left in outboxes, as a sweep does, and says what then does not hold of the events that arrived.</summary>
    public async Task<IReadOnlyList<string>> EventFaultsAsync(IReadOnlyList<ShopId> shops)
    {
        var service = new QueueServiceClient(_connectionString);
        await SweepAsync(new QueueEventSink(service, Options.Create(_queues)), shops);
        var (arrived, queue) = (new List<string>(), service.GetQueueClient(_queues.BuyerEventsQueue));
        while ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromHours(1))).Value is { Length: > 0 } messages)
        {
            arrived.AddRange(messages.Select(message => message.MessageText));
        }

        return await FaultsAsync(shops, arrived);
    }

    /// <summary>The same where events went to a Service Bus, which takes what comes by now.</summary>
    public async Task<IReadOnlyList<string>> EventFaultsAsync(IReadOnlyList<ShopId> shops, string bus, Func<IReadOnlyList<string>> arrived)
    {
        await using var client = new ServiceBusClient(bus);
        await using var sink = new ServiceBusEventSink(client, Options.Create(new EventOptions()));
        await SweepAsync(sink, shops);
        return await FaultsAsync(shops, arrived());
    }

    private async Task SweepAsync(IEventSink sink, IReadOnlyList<ShopId> shops)
    {
        using var metrics = new RecordedMetrics();
        var runs = new FinishedRuns(new RunStore(new TableServiceClient(_connectionString), Options.Create(_tables)));
        var outbox = new OutboxPublisher(Buyers, sink, Messages, runs, metrics.Metrics, TimeProvider.System);
        foreach (var shop in shops)
        {
            await outbox.HandleAsync(new OutboxMessage { Shop = shop, From = 0, To = Buckets.Count - 1 }, default);
        }
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(IReadOnlyList<ShopId> shops, IReadOnlyList<string> arrived)
    {
        var faults = new List<string>();
        foreach (var shop in shops)
        {
            faults.AddRange(await EventChecks.FaultsAsync(arrived, Buyers, shop));
        }

        return faults;
    }

    /// <summary>How to host the functions.</summary>
    /// <param name="shops">The shops, as <see cref="Builders.AShop"/> makes them.</param>
    /// <param name="lease">How long a message of a dead or deaf worker stays away.</param>
    /// <param name="connectionString">Another way to the same storage, or null.</param>
    /// <param name="tables">A client for the tables instead of the app's own, or null.</param>
    /// <param name="queues">How the queues are worked off.</param>
    public LocalFunctionsHostOptions HostOptions(IEnumerable<string> shops, TimeSpan lease, string? connectionString, TableClientOptions? tables, QueueSettings queues)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Tables:Buyers"] = _tables.Buyers,
            ["Tables:Identities"] = _tables.Identities,
            ["Tables:Offers"] = _tables.Offers,
            ["Tables:Shops"] = _tables.Shops,
            ["Tables:Models"] = _tables.Models,
            ["Tables:Policies"] = _tables.Policies,
            ["Tables:Runs"] = _tables.Runs,
            ["OrdersQueue"] = _queues.OrdersQueue,
            ["AmendmentsQueue"] = _queues.AmendmentsQueue,
            ["SearchesQueue"] = _queues.SearchesQueue,
            ["OutboxQueue"] = _queues.OutboxQueue,
            ["BuyerEventsQueue"] = _queues.BuyerEventsQueue,
            ["EventSink"] = "queue",
        };
        foreach (var shop in shops)
        {
            settings[$"Shops:{shop}:Platform"] = "shopify";
            settings[$"Shops:{shop}:Secrets:0"] = "a secret of the tests";
            settings[$"Shops:{shop}:IdentityKeys:0"] = "an identity key of the tests";
            settings[$"Shops:{shop}:TimeZone"] = "Europe/Berlin";
            settings[$"Shops:{shop}:CallingCode"] = "49";
        }

        var connection = connectionString ?? _connectionString;
        var app = ChurnApp.Options(settings, connection);
        return app with
        {
            FunctionClasses = [typeof(OrderFunctions)],
            LeftWaiting = [],
            ConfigureServices = (services, configuration) =>
            {
                services.AddSingleton(new SearchWaits([TimeSpan.FromSeconds(1)]));
                services.AddSingleton<TimeProvider>(new FakeTimeProvider(RecorderScenario.Noon));
                if (tables is not null)
                {
                    services.AddSingleton(new TableServiceClient(connection, tables));
                }

                app.ConfigureServices(services, configuration);
            },
            PrepareAsync = (_, _) => Task.CompletedTask,
            HostFile = app.HostFile with { Queues = queues },
            Lease = lease,
            RunTimers = false,
        };
    }
}
