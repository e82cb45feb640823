using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Policies;
using Churn.Domain.Privacy;
using Churn.Domain.Reports;
using Churn.Domain.Runs;
using Churn.Domain.Scores;
using Churn.Domain.Shops;
using Churn.Functions;
using Churn.Functions.Nightly;
using Churn.Functions.Offers;
using Churn.Functions.Orders;
using Churn.Functions.Webhooks;
using Churn.LocalHost.MemoryStores;
using Churn.LocalHost.Settings;
using Churn.LocalHost.Shopify;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Churn.LocalHost.Simulation;

/// <summary>
/// The app as it is wired and deployed, over stores in memory and on a clock that is moved by hand: the platform's reader, the functions and their messages
/// are the real ones; only storage and time are not.
/// </summary>
internal sealed class SimulatedShop : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly SimulatedClock _clock;
    private readonly MemoryQueues _queues = new();
    private readonly OrderFunctions _orders;
    private readonly NightlyFunctions _nightly;
    private readonly OfferFunctions _offers;
    private readonly IWebhookPlatform _platform;

    public SimulatedShop(string name, IReadOnlyDictionary<string, string?> settings, DateTimeOffset start)
    {
        _clock = new SimulatedClock(start);

        // The storage is never called: every store that a simulated shop uses is registered before the app's own.
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings)
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>(AppSettings.Storage, "UseDevelopmentStorage=true")]).Build();
        _services = Register(new ServiceCollection(), configuration).BuildServiceProvider();
        Shop = Get<IShopDirectory>().Find(ShopId.Parse(name))!;
        _orders = ActivatorUtilities.CreateInstance<OrderFunctions>(_services);
        _nightly = ActivatorUtilities.CreateInstance<NightlyFunctions>(_services);
        _offers = ActivatorUtilities.CreateInstance<OfferFunctions>(_services);
        _platform = _services.GetServices<IWebhookPlatform>().Single(platform => platform.Name == Shop.Platform);
    }

    public Shop Shop { get; }

    public DateOnly Today => Shop.DayOf(_clock.GetUtcNow());

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>What a webhook does, from its bytes on, at the instant at which it is sent.</summary>
    public async Task DeliverAsync(ShopifyDelivery delivery, CancellationToken stop)
    {
        _clock.MoveTo(delivery.Order.UpdatedAt);
        var headers = new HeaderDictionary { ["X-Shopify-Topic"] = delivery.Topic };
        var reading = await _platform.ReadAsync(new WebhookRequest(ShopifyOrderWriter.Write(delivery.Order), headers), Shop, stop);
        foreach (var order in reading.Orders)
            await _orders.ReclassifyBuyerAsync(MessageJson.Write(new OrderMessage { Order = order }), stop);
    }

    /// <summary>What the timers and the queues do in the night of a day: everybody is classified, the shop's model learned, and offers flagged.</summary>
    public async Task RunNightAsync(DateOnly day, CancellationToken stop)
    {
        _clock.MoveTo(BusinessDates.RunTime(Shop, day));
        await _nightly.NightlyReclassificationAsync(new TimerInfo(), stop);
        while (_queues.Reclassify.TryDequeue(out var range))
            await _nightly.ReclassifyRangeAsync(MessageJson.Write(range), stop);
        while (_queues.Runs.TryDequeue(out var finish))
            await _nightly.FinishRunAsync(MessageJson.Write(finish), stop);

        // An hour and a half later, as the schedules have it; what a process kept of the rulebook is old by then.
        _clock.MoveTo(BusinessDates.RunTime(Shop, day).AddMinutes(90));
        await _offers.FlagOffersAsync(new TimerInfo(), stop);
        while (_queues.Offers.TryDequeue(out var range))
            await _offers.FlagRangeAsync(MessageJson.Write(range), stop);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private IServiceCollection Register(IServiceCollection services, IConfiguration configuration) => services
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole())
        .AddSingleton(configuration)
        .AddSingleton<TimeProvider>(_clock)
        .AddSingleton<IBuyerStore, MemoryBuyerStore>()
        .AddSingleton<IIdentityStore, MemoryIdentityStore>()
        .AddSingleton<IOfferStore, MemoryOfferStore>()
        .AddSingleton<IRunStore, MemoryRunStore>()
        .AddSingleton<IModelStore, MemoryModelStore>()
        .AddSingleton<IReportStore, MemoryReportStore>()
        .AddSingleton<IPolicyStore, MemoryPolicyStore>()
        .AddSingleton<IAccountStore, MemoryAccountStore>()
        .AddSingleton<IShopRecords, MemoryShopRecords>()
        .AddSingleton<IMessageQueues>(_queues)
        .AddSingleton<IEventSink, NoEvents>()
        .AddChurn(configuration);
}
