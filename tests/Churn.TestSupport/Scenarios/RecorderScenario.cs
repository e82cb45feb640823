using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Identity;
using Churn.Domain.Imports;
using Churn.Domain.Messages;
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
        : this(buyers, identities, ConflictBackoff.None, new MemoryStorage(), shops)
    {
    }

    /// <param name="buyers">Theirs.</param>
    /// <param name="identities">Theirs.</param>
    /// <param name="backoff">Waits between races, where it matters.</param>
    /// <param name="storage">Holds what the other stores keep, and what recording sends.</param>
    /// <param name="shops">All there are.</param>
    public RecorderScenario(IBuyerStore buyers, IIdentityStore identities, ConflictBackoff backoff, MemoryStorage storage, params Shop[] shops)
        : this(buyers, identities, backoff, storage, new DefaultRulebooks(), shops)
    {
    }

    /// <inheritdoc cref="RecorderScenario(IBuyerStore, IIdentityStore, ConflictBackoff, MemoryStorage, Shop[])" />
    /// <param name="rulebooks">What labels go by.</param>
    public RecorderScenario(IBuyerStore buyers, IIdentityStore identities, ConflictBackoff backoff, MemoryStorage storage, IRulebooks rulebooks, params Shop[] shops)
    {
        Time = new FakeTimeProvider(Noon);
        Storage = storage;
        Events = new RecordedEvents(storage.QueueService);
        var queues = storage.Messages;
        Buyers = buyers;
        Rows = identities;
        Settler = new BuyerSettler(buyers, new FixedShops(shops), rulebooks, queues, Time);
        Identities = new BuyerIdentities(buyers, identities, Settler, queues, backoff);
        Outbox = new OutboxPublisher(buyers, Identities, Events, queues, new FinishedRuns(storage.Runs), UnheardMetrics.Metrics, Time);
        Accounts = new AccountSettler(storage.Accounts, buyers, Identities, Settler, rulebooks, Time);
        Recorder = new OrderRecording(Identities);
    }

    public static DateTimeOffset Noon { get; } = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time { get; }

    public IBuyerStore Buyers { get; }

    /// <summary>The rows behind <see cref="Identities"/>.</summary>
    public IIdentityStore Rows { get; }

    public IBuyerIdentities Identities { get; }

    public BuyerSettler Settler { get; }

    /// <summary>What was published.</summary>
    public RecordedEvents Events { get; }

    /// <summary>Everything but buyers and identities, which may be elsewhere.</summary>
    public MemoryStorage Storage { get; }

    public OutboxPublisher Outbox { get; }

    public AccountSettler Accounts { get; }

    /// <summary>Records orders and amendments.</summary>
    public OrderRecording Recorder { get; }

    /// <summary>What was sent: buyers to be resettled, and accounts whose members changed.</summary>
    public SentMessages Queues => Storage.Sent;

    /// <summary>What is remembered of shops; in memory unless given.</summary>
    public IShopRecords Records { get => field ?? Storage.Records; init; }

    public OrderImporter Importer => new(
        new ImportLocator(Rows), new ImportWriter(Buyers, Rows, Identities, Settler, Storage.Messages), Records, Time);

    /// <summary>Delivers again what marks and erasures left to be delivered again.</summary>
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

    /// <summary>Publishes what buyers' rows were announced to hold.</summary>
    public async Task PublishAsync()
    {
        while (Queues.Outbox.TryDequeue(out var sent))
        {
            await Outbox.HandleAsync(sent.Message, default);
        }
    }

    /// <summary>Does what one message asks for.</summary>
    public Task ResettleAsync(BuyerResettlement message, CancellationToken cancellationToken) =>
        Identities.ResettleAsync(new BuyerKey(message.Shop, message.Buyer), cancellationToken);

    public Task CheckMergeAsync(MergeCheckMessage message, CancellationToken cancellationToken) =>
        Identities.FinishMergeAsync(new BuyerKey(message.Shop, message.Buyer), cancellationToken);

    public static RecorderScenario InMemory(params Shop[] shops) => InMemory(new MemoryStorage(), shops);

    public static RecorderScenario InMemory(MemoryStorage storage, params Shop[] shops) =>
        new(storage.Buyers, storage.Identities, ConflictBackoff.None, storage, shops);
}
