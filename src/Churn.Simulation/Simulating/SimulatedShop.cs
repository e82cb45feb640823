using Azure.Storage.Queues;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Functions;
using Churn.Functions.Api.Offers;
using Churn.Functions.Timers;
using Churn.Functions.Webhooks;
using Churn.Functions.Workers;
using Churn.Simulation.Shopify;
using Churn.Storage;
using Churn.Storage.Memory;
using Churn.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Churn.Simulation.Simulating;

/// <summary>
/// The app as it is deployed, over tables and queues in memory and with a clock that the simulation moves. The platform's reader, the
/// functions, their messages and their stores are the real ones; only the storage account and the time are simulated.
/// </summary>
internal sealed class SimulatedShop : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly SimulatedClock _clock;
    private readonly OrderFunctions _orders;
    private readonly NightlyFunctions _nightly;
    private readonly OfferFunctions _offers;
    private readonly IWebhookPlatform _platform;

    private SimulatedShop(string name, IReadOnlyDictionary<string, string?> settings, DateTimeOffset start)
    {
        _clock = new SimulatedClock(start);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = Register(new ServiceCollection(), configuration).BuildServiceProvider();
        Shop = Get<IShopDirectory>().Find(ShopId.Parse(name))!;
        _orders = ActivatorUtilities.CreateInstance<OrderFunctions>(_services);
        _nightly = ActivatorUtilities.CreateInstance<NightlyFunctions>(_services);
        _offers = ActivatorUtilities.CreateInstance<OfferFunctions>(_services);
        _platform = _services.GetServices<IWebhookPlatform>().Single(platform => platform.Name == Shop.Platform);
    }

    public Shop Shop { get; }

    public DateOnly Today => Shop.DayOf(_clock.GetUtcNow());

    public static async Task<SimulatedShop> OpenAsync(
        string name, IReadOnlyDictionary<string, string?> settings, DateTimeOffset start, CancellationToken stop)
    {
        var shop = new SimulatedShop(name, settings, start);
        await shop.Get<StorageProvisioner>().CreateAsync(stop);
        return shop;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Processes a webhook, from its bytes to the buyer's row, at the time it is sent.</summary>
    public async Task DeliverAsync(ShopifyDelivery delivery, CancellationToken stop)
    {
        _clock.MoveTo(delivery.Order.UpdatedAt);
        var headers = new HeaderDictionary { ["X-Shopify-Topic"] = delivery.Topic };
        var reading = await _platform.ReadAsync(new WebhookRequest(ShopifyOrderWriter.Write(delivery.Order), headers), Shop, stop);
        foreach (var order in reading.Orders)
            await _orders.ReclassifyBuyerAsync(MessageJson.Write(new OrderMessage { Order = order }), stop);
    }

    /// <summary>
    /// Does the work of the timers and queues in the night of a day: classifies all buyers, learns the shop's model, and flags offers.
    /// </summary>
    public async Task RunNightAsync(DateOnly day, CancellationToken stop)
    {
        _clock.MoveTo(BusinessDates.RunTime(Shop, day));
        await _nightly.NightlyReclassificationAsync(new TimerInfo(), stop);
        await DrainAsync(QueueNames.Reclassify, _nightly.ReclassifyRangeAsync, stop);
        await DrainAsync(QueueNames.Runs, _nightly.FinishRunAsync, stop);

        // Offers follow an hour and a half later, like in the schedules. By then a rulebook kept in memory has expired.
        _clock.MoveTo(BusinessDates.RunTime(Shop, day).AddMinutes(90));
        await _offers.FlagOffersAsync(new TimerInfo(), stop);
        await DrainAsync(QueueNames.Offers, _offers.FlagRangeAsync, stop);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task DrainAsync(string name, Func<string, CancellationToken, Task> work, CancellationToken stop)
    {
        var queue = Get<QueueServiceClient>().GetQueueClient(name);
        while ((await queue.ReceiveMessageAsync(cancellationToken: stop)).Value is { } message)
        {
            await work(message.MessageText, stop);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, stop);
        }
    }

    private IServiceCollection Register(IServiceCollection services, IConfiguration configuration) => services
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole())
        .AddSingleton(configuration)
        .AddSingleton<TimeProvider>(_clock)
        .AddMemoryStorage()
        .AddSingleton<IEventSink, NoEvents>()
        .AddChurn(configuration);
}

/// <summary>Discards all events, so that a simulation sends none.</summary>
internal sealed class NoEvents : IEventSink
{
    public Task SendAsync(IReadOnlyList<ChurnEvent> events, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A clock that stands still until it is moved, and never goes back.</summary>
internal sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public void MoveTo(DateTimeOffset instant) => _now = instant > _now ? instant : _now;
}
