using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Identities;
using Churn.Domain.Imports;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.LocalHost.MemoryStores;
using Churn.TestSupport.MemoryStores;
using Microsoft.Extensions.Time.Testing;

namespace Churn.TestSupport.Scenarios;

/// <summary>Everything that records orders, wired over given stores, on 22 November 2026 at noon.</summary>
public sealed class RecorderScenario
{
    public RecorderScenario(IBuyerStore buyers, IIdentityStore identities, params Shop[] shops)
        : this(buyers, identities, RaceBackoff.None, new MemoryQueues(), shops)
    {
    }

    /// <param name="buyers">Theirs.</param>
    /// <param name="identities">Theirs.</param>
    /// <param name="backoff">Waits between races, where it matters.</param>
    /// <param name="queues">What recording sends goes here.</param>
    /// <param name="shops">All there are.</param>
    public RecorderScenario(IBuyerStore buyers, IIdentityStore identities, RaceBackoff backoff, MemoryQueues queues, params Shop[] shops)
        : this(buyers, identities, backoff, queues, new DefaultRulebooks(), shops)
    {
    }

    /// <inheritdoc cref="RecorderScenario(IBuyerStore, IIdentityStore, RaceBackoff, MemoryQueues, Shop[])" />
    /// <param name="rulebooks">What labels go by.</param>
    public RecorderScenario(IBuyerStore buyers, IIdentityStore identities, RaceBackoff backoff, MemoryQueues queues, IRulebooks rulebooks, params Shop[] shops)
    {
        Time = new FakeTimeProvider(Noon);
        Queues = queues;
        Buyers = buyers;
        Identities = identities;
        Settler = new BuyerSettler(buyers, new FixedShops(shops), rulebooks, queues, Time);
        Outbox = new OutboxPublisher(buyers, Events, queues, new FinishedRuns(Runs), UnheardMetrics.Metrics, Time);
        Splitter = new BuyerSplitter(buyers, identities, Settler, queues, SearchWaits.Usual);
        Merger = new BuyerMerger(buyers, Splitter, Settler, queues);
        Finisher = new BuyerFinisher(Merger, Splitter, Settler);
        Separator = new BuyerSeparator(buyers, identities, Finisher, Settler, queues, SearchWaits.Usual);
        Accounts = new AccountSettler(AccountStore, buyers, Finisher, Settler, rulebooks, Time);
        Locator = new BuyerLocator(buyers, identities, Merger, Finisher, Settler);
        Linker = new BuyerLinker(buyers, identities, Locator, Settler);
        Uniter = new OrderUniter(buyers, identities, Finisher, Merger, Settler, Queues, SearchWaits.Usual);
        Recorder = new OrderRecorder(buyers, identities, Locator, Finisher, Uniter, Settler, backoff, new ErasedTies(buyers, identities, Settler));
        Amendments = new AmendmentHandler(Recorder, Linker, Separator, Finisher, Queues, Outbox);
    }

    public static DateTimeOffset Noon { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time { get; }

    public IBuyerStore Buyers { get; }

    public IIdentityStore Identities { get; }

    public BuyerSettler Settler { get; }

    /// <summary>What was published.</summary>
    public MemoryEvents Events { get; } = new();

    public MemoryRunStore Runs { get; } = new();

    public OutboxPublisher Outbox { get; }

    public BuyerMerger Merger { get; }

    public BuyerSplitter Splitter { get; }

    public BuyerFinisher Finisher { get; }

    public BuyerSeparator Separator { get; }

    public BuyerLinker Linker { get; }

    /// <summary>In memory, whatever the other stores are.</summary>
    public MemoryAccountStore AccountStore { get; } = new();

    public AccountSettler Accounts { get; }

    public BuyerLocator Locator { get; }

    public OrderRecorder Recorder { get; }

    /// <summary>What was sent: looks for orders that may stand twice, and accounts whose members changed.</summary>
    public MemoryQueues Queues { get; }

    public OrderUniter Uniter { get; }

    public AmendmentHandler Amendments { get; }

    /// <summary>What is remembered of shops; in memory unless given.</summary>
    public IShopRecords Records { get; init; } = new MemoryShopRecords();

    public OrderImporter Importer => new(
        new ImportLocator(Buyers, Identities, Locator, Merger, Settler), new ImportWriter(Buyers, Settler, Recorder, Queues), Records, Time);

    /// <summary>Has every order looked for that is to be, as when days have passed.</summary>
    public async Task SearchAsync(CancellationToken cancellationToken)
    {
        while (Queues.Searches.TryDequeue(out var search))
        {
            await Uniter.SearchAsync(search.Message, cancellationToken);
        }
    }

    /// <summary>Over memory stores.</summary>
    public static RecorderScenario InMemory(params Shop[] shops) => new(new MemoryBuyerStore(), new MemoryIdentityStore(), shops);
}
