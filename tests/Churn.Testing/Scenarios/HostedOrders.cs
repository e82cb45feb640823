using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Queues;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identity;
using Churn.Domain.Labels;
using Churn.Domain.Messages;
using Churn.Domain.Nightly;
using Churn.Domain.Shops;
using Churn.Functions.Workers;
using Churn.LocalHost.Hosting;
using Churn.LocalHost.Settings;
using Churn.Storage;
using Churn.Storage.Events;
using Churn.Storage.Queues;
using Churn.Storage.Tables;
using Churn.Storage.Tables.Buyers;
using Churn.Storage.Tables.Identity;
using Churn.Storage.Tables.Nightly;
using Churn.Testing.Scripted;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Testing.Scenarios;

/// <summary>
/// Hosts the functions that take orders and amendments off their queues. They use a storage account of their own and the day of
/// <see cref="RecorderScenario"/>.
/// </summary>
public sealed class HostedOrders
{
    private readonly string _connectionString;

    /// <param name="connectionString">Connection string of a storage account that nothing else uses.</param>
    public HostedOrders(string connectionString)
    {
        _connectionString = connectionString;
        var service = new TableServiceClient(connectionString);
        Buyers = new BuyerStore(service);
        Identities = new IdentityStore(service);
        Messages = new MessageQueues(new QueueServiceClient(connectionString));
    }

    public BuyerStore Buyers { get; }

    public IdentityStore Identities { get; }

    /// <summary>The table behind <see cref="Buyers"/>.</summary>
    public TableClient BuyerTable => new TableServiceClient(_connectionString).GetTableClient(TableNames.Buyers);

    public MessageQueues Messages { get; }

    public Task CreateAsync() =>
        new StorageProvisioner(new TableServiceClient(_connectionString), new QueueServiceClient(_connectionString)).CreateAsync(default);

    public Task SendAsync(Delivery delivery) => delivery.Order is { } order
        ? Messages.SendAsync(new OrderMessage { Order = order }, default)
        : Messages.SendAsync(new AmendmentMessage { Order = delivery.Amendment }, TimeSpan.Zero, default);

    /// <summary>Returns the number of messages that wait or are under way, and of those in the poison queues.</summary>
    public async Task<(int Waiting, int Poisoned)> DepthAsync()
    {
        var service = new QueueServiceClient(_connectionString);
        var (waiting, poisoned) = (0, 0);
        foreach (var name in (string[])[QueueNames.Orders, QueueNames.Amendments])
        {
            waiting += (await service.GetQueueClient(name).GetPropertiesAsync()).Value.ApproximateMessagesCount;
            var poison = service.GetQueueClient(name + QueueNames.PoisonSuffix);
            poisoned += (await poison.ExistsAsync()).Value ? (await poison.GetPropertiesAsync()).Value.ApproximateMessagesCount : 0;
        }

        return (waiting, poisoned);
    }

    /// <summary>
    /// Publishes the events that dead workers left in outboxes, as a sweep does. Then it returns the faults of the events that arrived.
    /// </summary>
    public async Task<IReadOnlyList<string>> EventFaultsAsync(IReadOnlyList<ShopId> shops)
    {
        var service = new QueueServiceClient(_connectionString);
        await SweepAsync(new QueueEventSink(service), shops);
        var (arrived, queue) = (new List<string>(), service.GetQueueClient(QueueNames.BuyerEvents));
        while ((await queue.ReceiveMessagesAsync(32, TimeSpan.FromHours(1))).Value is { Length: > 0 } messages)
        {
            arrived.AddRange(messages.Select(message => message.MessageText));
        }

        return await FaultsAsync(shops, arrived);
    }

    /// <summary>Does the same if events went to a Service Bus. By now the bus has to accept events again.</summary>
    public async Task<IReadOnlyList<string>> EventFaultsAsync(IReadOnlyList<ShopId> shops, string bus, Func<IReadOnlyList<string>> arrived)
    {
        await using var client = new ServiceBusClient(bus);
        await using var sink = new ServiceBusEventSink(client);
        await SweepAsync(sink, shops);
        return await FaultsAsync(shops, arrived());
    }

    private async Task SweepAsync(IEventSink sink, IReadOnlyList<ShopId> shops)
    {
        using var metrics = new RecordedMetrics();
        var runs = new FinishedRuns(new RunStore(new TableServiceClient(_connectionString)));
        var identities = RecordedIdentities(shops);
        var outbox = new OutboxPublisher(Buyers, identities, sink, Messages, runs, metrics.Metrics, TimeProvider.System);
        foreach (var shop in shops)
        {
            await outbox.HandleAsync(new OutboxMessage { Shop = shop, From = 0, To = Buckets.Count - 1 }, default);
        }
    }

    private BuyerIdentities RecordedIdentities(IReadOnlyList<ShopId> shops)
    {
        var directory = new FixedShops([.. shops.Select(shop => Builders.AShop.Named(shop.Value))]);
        var rowBuilder = new BuyerRowBuilder(Buyers, directory, new DefaultRulebooks(), Messages, TimeProvider.System);
        return new BuyerIdentities(Buyers, Identities, rowBuilder, Messages, ConflictBackoff.None);
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

    /// <summary>Returns the options with which to host the functions.</summary>
    /// <param name="shops">The shops, as <see cref="Builders.AShop"/> makes them.</param>
    /// <param name="lease">How long a message stays invisible after its worker died or stopped answering.</param>
    /// <param name="connectionString">Another way to the same storage, or null.</param>
    /// <param name="tables">A client for the tables instead of the app's own, or null.</param>
    /// <param name="queues">How the queues are polled.</param>
    public LocalFunctionsHostOptions HostOptions(
        IEnumerable<string> shops, TimeSpan lease, string? connectionString, TableClientOptions? tables, QueueSettings queues)
    {
        var settings = new Dictionary<string, string?> { ["EventSink"] = "queue" };
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
            LeftWaiting = ["CheckMerge"],
            ConfigureServices = (services, configuration) =>
            {
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
