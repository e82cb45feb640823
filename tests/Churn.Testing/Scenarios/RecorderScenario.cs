using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identity;
using Churn.Domain.Labels;
using Churn.Domain.Messages;
using Churn.Domain.Nightly;
using Churn.Domain.Recording;
using Churn.Domain.Shops;
using Churn.Testing.Scripted;
using Churn.Testing.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Testing.Scenarios;

/// <summary>Everything that records orders, wired over given stores, on 22 November 2026 at noon.</summary>
public sealed class RecorderScenario
{
    public RecorderScenario(IBuyerStore buyers, IIdentityStore identities, params Shop[] shops)
        : this(buyers, identities, ConflictBackoff.None, new MemoryStorage(), shops)
    {
    }

    /// <param name="backoff">Waits after lost races, if a test needs it.</param>
    /// <param name="storage">Holds all other rows, and the messages that recording sends.</param>
    /// <param name="shops">All shops of the app.</param>
    public RecorderScenario(
        IBuyerStore buyers, IIdentityStore identities, ConflictBackoff backoff, MemoryStorage storage, params Shop[] shops)
        : this(buyers, identities, backoff, storage, new DefaultRulebooks(), shops)
    {
    }

    /// <inheritdoc cref="RecorderScenario(IBuyerStore, IIdentityStore, ConflictBackoff, MemoryStorage, Shop[])" />
    /// <param name="rulebooks">The rules for the labels.</param>
    public RecorderScenario(
        IBuyerStore buyers,
        IIdentityStore identities,
        ConflictBackoff backoff,
        MemoryStorage storage,
        IRulebooks rulebooks,
        params Shop[] shops)
    {
        Time = new FakeTimeProvider(Noon);
        Storage = storage;
        Events = new RecordedEvents(storage.QueueService);
        var queues = storage.Messages;
        Buyers = buyers;
        Rows = identities;
        Shops = new FixedShops(shops);
        RowBuilder = new BuyerRowBuilder(buyers, Shops, rulebooks, queues, Time);
        Identities = new BuyerIdentities(buyers, identities, RowBuilder, queues, backoff);
        Outbox = new OutboxPublisher(buyers, Identities, Events, queues, new FinishedRuns(storage.Runs), UnheardMetrics.Metrics, Time);
        Accounts = new AccountProjector(storage.Accounts, buyers, Identities, RowBuilder, rulebooks, Time);
        Recorder = new OrderRecording(Identities);
    }

    public static DateTimeOffset Noon { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time { get; }

    public IBuyerStore Buyers { get; }

    /// <summary>The store behind <see cref="Identities"/>.</summary>
    public IIdentityStore Rows { get; }

    public IBuyerIdentities Identities { get; }

    public IShopDirectory Shops { get; }

    public BuyerRowBuilder RowBuilder { get; }

    /// <summary>The events that were published.</summary>
    public RecordedEvents Events { get; }

    /// <summary>All stores except those of buyers and identities, which may be elsewhere.</summary>
    public MemoryStorage Storage { get; }

    public OutboxPublisher Outbox { get; }

    public AccountProjector Accounts { get; }

    /// <summary>Records orders and amendments.</summary>
    public OrderRecording Recorder { get; }

    /// <summary>The messages that were sent: buyers to be resettled, and accounts whose members changed.</summary>
    public SentMessages Queues => Storage.Sent;

    /// <summary>What is stored about shops; in memory unless given.</summary>
    public IShopRecords Records { get => field ?? Storage.Records; init; }

    public OrderImporter Importer => new(
        new ImportLocator(Rows), new ImportWriter(Buyers, Rows, Identities, RowBuilder, Storage.Messages), Records, Time);

    /// <summary>Delivers again the orders and evidence that marks and erasures left to be delivered again.</summary>
    public async Task ResettleAsync()
    {
        while (!Queues.Amendments.IsEmpty || !Queues.MergeChecks.IsEmpty)
        {
            while (Queues.Amendments.TryDequeue(out var sent))
            {
                if (sent.Message.Resettlement is { } resettlement)
                {
                    await ResettleAsync(resettlement, default);
                }
            }

            while (Queues.MergeChecks.TryDequeue(out var check))
            {
                await CheckMergeAsync(check.Message, default);
            }
        }
    }

    /// <summary>Publishes the events whose publication was requested for buyers' rows.</summary>
    public async Task PublishAsync()
    {
        while (Queues.Outbox.TryDequeue(out var sent))
        {
            await Outbox.HandleAsync(sent.Message, default);
        }
    }

    /// <summary>Processes one message.</summary>
    public Task ResettleAsync(BuyerResettlement message, CancellationToken cancellationToken) =>
        Identities.ResettleAsync(new BuyerKey(message.Shop, message.Buyer), cancellationToken);

    public Task CheckMergeAsync(MergeCheckMessage message, CancellationToken cancellationToken) =>
        Identities.FinishMergeAsync(new BuyerKey(message.Shop, message.Buyer), cancellationToken);

    public static RecorderScenario InMemory(params Shop[] shops) => InMemory(new MemoryStorage(), shops);

    public static RecorderScenario InMemory(MemoryStorage storage, params Shop[] shops) =>
        new(storage.Buyers, storage.Identities, ConflictBackoff.None, storage, shops);
}
