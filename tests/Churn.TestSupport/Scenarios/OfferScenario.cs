using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.LocalHost.MemoryStores;
using Churn.TestSupport.Interruptions;
using Churn.TestSupport.MemoryStores;

namespace Churn.TestSupport.Scenarios;

/// <summary>The recorder and the flagger over memory stores.</summary>
public sealed class OfferScenario
{
    private readonly MemoryBuyerStore _buyers;
    private readonly Shop _shop;

    public OfferScenario(Shop shop)
        : this(shop, new MemoryBuyerStore(), new MemoryIdentityStore(), new MemoryOfferStore())
    {
    }

    public OfferScenario(Shop shop, MemoryBuyerStore buyers, MemoryIdentityStore identities, MemoryOfferStore offers)
    {
        (_shop, _buyers, Offers) = (shop, buyers, offers);
        Recording = new RecorderScenario(_buyers, identities, shop);
    }

    public RecorderScenario Recording { get; }

    public MemoryOfferStore Offers { get; }

    public IRulebooks Rulebooks { get; init; } = new DefaultRulebooks();

    /// <summary>One range message over everybody.</summary>
    public Task<RangeResult> FlagAsync(DateOnly asOf) => FlagAsync(asOf, new CrashAtCall(int.MaxValue, after: false));

    /// <param name="asOf">The business date.</param>
    /// <param name="calls">May interrupt.</param>
    public Task<RangeResult> FlagAsync(DateOnly asOf, IStoreCalls calls)
    {
        var (buyers, offers) = (new ObservedBuyerStore(_buyers, calls), new ObservedOfferStore(Offers, calls));
        var outbox = new OutboxPublisher(buyers, Recording.Events, Recording.Queues, new FinishedRuns(Recording.Runs), UnheardMetrics.Metrics, Recording.Time);
        var publisher = new OfferPublisher(buyers, offers, outbox, Recording.Settler, Recording.Time);
        var flagger = new RangeOfferFlagger(
            buyers, offers, publisher, new OfferCloser(buyers, offers, Recording.Time), new KeyAccountTasks(buyers, Recording.AccountStore, offers, publisher), Recording.Finisher, new FixedShops(_shop), Rulebooks, outbox);
        return flagger.RunAsync(new RangeMessage { Shop = _shop.Id, From = 0, To = Buckets.Count - 1, AsOf = asOf }, default);
    }

    /// <summary>Records an order and publishes what is due at once, as the queue's worker does.</summary>
    /// <param name="order">As delivered.</param>
    /// <param name="calls">May interrupt.</param>
    public async Task<RecordedOrder> RecordAsync(Order order, IStoreCalls calls)
    {
        var buyers = new ObservedBuyerStore(_buyers, calls);
        var worker = new RecorderScenario(buyers, Recording.Identities, RaceBackoff.None, Recording.Queues, _shop);
        worker.Time.Advance(Recording.Time.GetUtcNow() - worker.Time.GetUtcNow());
        var recorded = await worker.Recorder.RecordAsync(order, default);
        var outbox = new OutboxPublisher(buyers, Recording.Events, Recording.Queues, new FinishedRuns(Recording.Runs), UnheardMetrics.Metrics, Recording.Time);
        await new OfferPublisher(buyers, new ObservedOfferStore(Offers, calls), outbox, Recording.Settler, Recording.Time).PublishAsync(recorded, default);
        return recorded;
    }

    /// <summary>Moves the clock to noon (UTC) of a day to come.</summary>
    public void MoveTo(DateOnly day) => Recording.Time.Advance(new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero) - Recording.Time.GetUtcNow());

    public async Task<List<Offer>> ListAsync() => await Offers.ListAsync(_shop.Id, default).ToListAsync();
}
