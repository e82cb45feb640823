using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Labels;
using Churn.Domain.Messages;
using Churn.Domain.Nightly;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Interruptions;
using Churn.Testing.Scripted;
using Churn.Testing.Stores;

namespace Churn.Testing.Scenarios;

/// <summary>Recorder and flagger over storage in memory.</summary>
public sealed class OfferScenario
{
    private readonly MemoryStorage _storage;
    private readonly Shop _shop;

    public OfferScenario(Shop shop)
        : this(shop, new MemoryStorage())
    {
    }

    public OfferScenario(Shop shop, MemoryStorage storage)
    {
        (_shop, _storage) = (shop, storage);
        Recording = RecorderScenario.InMemory(storage, shop);
    }

    public RecorderScenario Recording { get; }

    public IOfferStore Offers => _storage.Offers;

    public IRulebooks Rulebooks { get; init; } = new DefaultRulebooks();

    /// <summary>Processes one range message over all buyers.</summary>
    public Task<RangeResult> FlagAsync(DateOnly asOf) => FlagAsync(asOf, new CrashAtCall(int.MaxValue, after: false));

    /// <param name="asOf">The business date.</param>
    /// <param name="calls">Is told of the store calls, and may interrupt them.</param>
    public Task<RangeResult> FlagAsync(DateOnly asOf, IStoreCalls calls)
    {
        var (buyers, offers) = (new ObservedBuyerStore(_storage.Buyers, calls), new ObservedOfferStore(Offers, calls));
        var outbox = OutboxOf(buyers);
        var publisher = new OfferPublisher(buyers, Recording.Identities, offers, outbox, Recording.Shops, Recording.Time);
        var closer = new OfferCloser(buyers, offers, Recording.Time);
        var tasks = new KeyAccountTasks(buyers, _storage.Accounts, offers, publisher);
        var flagger = new RangeOfferFlagger(buyers, offers, publisher, closer, tasks, new FixedShops(_shop), Rulebooks, outbox);
        return flagger.RunAsync(new RangeMessage { Shop = _shop.Id, From = 0, To = Buckets.Count - 1, AsOf = asOf }, default);
    }

    /// <summary>Records an order and publishes the offers that are made at once, as the queue's worker does.</summary>
    /// <param name="order">The order as delivered.</param>
    /// <param name="calls">Is told of the store calls, and may interrupt them.</param>
    public async Task<RecordedOrder> RecordAsync(Order order, IStoreCalls calls)
    {
        var buyers = new ObservedBuyerStore(_storage.Buyers, calls);
        var worker = new RecorderScenario(buyers, Recording.Rows, ConflictBackoff.None, _storage, _shop);
        worker.Time.Advance(Recording.Time.GetUtcNow() - worker.Time.GetUtcNow());
        var recorded = await worker.Recorder.RecordAsync(order, default);
        var outbox = OutboxOf(buyers);
        var offers = new ObservedOfferStore(Offers, calls);
        var publisher = new OfferPublisher(buyers, Recording.Identities, offers, outbox, Recording.Shops, Recording.Time);
        await publisher.PublishAsync(recorded, default);
        return recorded;
    }

    /// <summary>Moves the clock to noon (UTC) of a later day.</summary>
    public void MoveTo(DateOnly day) =>
        Recording.Time.Advance(new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero) - Recording.Time.GetUtcNow());

    public async Task<List<Offer>> ListAsync() => await Offers.ListAsync(_shop.Id, default).ToListAsync();

    private OutboxPublisher OutboxOf(IBuyerStore buyers) =>
        new(
            buyers,
            Recording.Identities,
            Recording.Events,
            _storage.Messages,
            new FinishedRuns(_storage.Runs),
            UnheardMetrics.Metrics,
            Recording.Time);
}
