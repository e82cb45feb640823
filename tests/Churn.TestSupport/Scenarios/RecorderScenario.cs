using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Identities;
using Churn.Domain.Imports;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.TestSupport.Scripted;
using Churn.TestSupport.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Churn.TestSupport.Scenarios;

/// <summary>Everything that records orders, wired over given stores, on 22 November 2026 at noon.</summary>
public sealed class RecorderScenario
{
    public RecorderScenario(IBuyerStore buyers, IIdentityStore identities, params Shop[] shops)
        : this(buyers, identities, RaceBackoff.None, new MemoryStorage(), shops)
    {
    }

    /// <param name="buyers">Theirs.</param>
    /// <param name="identities">Theirs.</param>
    /// <param name="backoff">Waits between races, where it matters.</param>
    /// <param name="storage">Holds what the other stores keep, and what recording sends.</param>
    /// <param name="shops">All there are.</param>
    public RecorderScenario(IBuyerStore buyers, IIdentityStore identities, RaceBackoff backoff, MemoryStorage storage, params Shop[] shops)
        : this(buyers, identities, backoff, storage, new DefaultRulebooks(), shops)
    {
    }

    /// <inheritdoc cref="RecorderScenario(IBuyerStore, IIdentityStore, RaceBackoff, MemoryStorage, Shop[])" />
    /// <param name="rulebooks">What labels go by.</param>
    public RecorderScenario(IBuyerStore buyers, IIdentityStore identities, RaceBackoff backoff, MemoryStorage storage, IRulebooks rulebooks, params Shop[] shops)
    {
        Time = new FakeTimeProvider(Noon);
        Storage = storage;
        Events = new RecordedEvents(storage.QueueService);
        var queues = storage.Messages;
        Buyers = buyers;
        Identities = identities;
        Settler = new BuyerSettler(buyers, new FixedShops(shops), rulebooks, queues, Time);
        Outbox = new OutboxPublisher(buyers, Events, queues, new FinishedRuns(storage.Runs), UnheardMetrics.Metrics, Time);
        Splitter = new BuyerSplitter(buyers, identities, Settler, queues, SearchWaits.Usual);
        Merger = new BuyerMerger(buyers, Splitter, Settler, queues);
        Finisher = new BuyerFinisher(Merger, Splitter, Settler);
        Separator = new BuyerSeparator(buyers, identities, Finisher, Settler, queues, SearchWaits.Usual);
        Accounts = new AccountSettler(storage.Accounts, buyers, Finisher, Settler, rulebooks, Time);
        Locator = new BuyerLocator(buyers, identities, Merger, Finisher, Settler);
        Linker = new BuyerLinker(buyers, identities, Locator, Settler);
        Uniter = new OrderUniter(buyers, identities, Finisher, Merger, Settler, queues, SearchWaits.Usual);
        Recorder = new OrderRecorder(buyers, identities, Locator, Finisher, Uniter, Settler, backoff, new ErasedTies(buyers, identities, Settler));
        Amendments = new AmendmentHandler(Recorder, Linker, Separator, Finisher, queues, Outbox);
    }

    public static DateTimeOffset Noon { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time { get; }

    public IBuyerStore Buyers { get; }

    public IIdentityStore Identities { get; }

    public BuyerSettler Settler { get; }

    /// <summary>What was published.</summary>
    public RecordedEvents Events { get; }

    /// <summary>Everything but buyers and identities, which may be elsewhere.</summary>
    public MemoryStorage Storage { get; }

    public OutboxPublisher Outbox { get; }

    public BuyerMerger Merger { get; }

    public BuyerSplitter Splitter { get; }

    public BuyerFinisher Finisher { get; }

    public BuyerSeparator Separator { get; }

    public BuyerLinker Linker { get; }

    public AccountSettler Accounts { get; }

    public BuyerLocator Locator { get; }

    public OrderRecorder Recorder { get; }

    /// <summary>What was sent: looks for orders that may stand twice, and accounts whose members changed.</summary>
    public SentMessages Queues => Storage.Sent;

    public OrderUniter Uniter { get; }

    public AmendmentHandler Amendments { get; }

    /// <summary>What is remembered of shops; in memory unless given.</summary>
    public IShopRecords Records { get => field ?? Storage.Records; init; }

    public OrderImporter Importer => new(
        new ImportLocator(Buyers, Identities, Locator, Merger, Settler), new ImportWriter(Buyers, Settler, Recorder, Storage.Messages), Records, Time);

    /// <summary>Has every order looked for that is to be, as when days have passed.</summary>
    public async Task SearchAsync(CancellationToken cancellationToken)
    {
        while (Queues.Searches.TryDequeue(out var search))
        {
            await Uniter.SearchAsync(search.Message, cancellationToken);
        }
    }

    public static RecorderScenario InMemory(params Shop[] shops) => InMemory(new MemoryStorage(), shops);

    public static RecorderScenario InMemory(MemoryStorage storage, params Shop[] shops) =>
        new(storage.Buyers, storage.Identities, RaceBackoff.None, storage, shops);
}
