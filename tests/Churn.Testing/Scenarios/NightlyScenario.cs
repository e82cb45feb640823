using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Labels;
using Churn.Domain.Messages;
using Churn.Domain.Nightly;
using Churn.Domain.Reports;
using Churn.Domain.Shops;
using Churn.Testing.Interruptions;
using Churn.Testing.Scripted;
using Churn.Testing.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Testing.Scenarios;

/// <summary>The nightly run over given buyers. Everything else is in memory, and the test takes the messages off the queues.</summary>
public sealed class NightlyScenario
{
    private readonly RangeRun _ranges;

    public NightlyScenario(IBuyerStore buyers, DateTimeOffset now, params Shop[] shops)
        : this(buyers, new SwitchedCalls(), now, shops)
    {
    }

    /// <param name="calls">Is told of every call to the run store, and may interrupt it.</param>
    /// <param name="now">The time of the clock.</param>
    /// <param name="shops">All shops of the app.</param>
    public NightlyScenario(IBuyerStore buyers, IStoreCalls calls, DateTimeOffset now, params Shop[] shops)
    {
        var runs = new ObservedRunStore(Storage.Runs, calls);
        Time = new FakeTimeProvider(now);
        var directory = new FixedShops(shops);
        var recorder = new RecorderScenario(buyers, Storage.Identities, ConflictBackoff.None, Storage, shops);
        Events = recorder.Events;
        var (finished, queues) = (new FinishedRuns(runs), Storage.Messages);
        var outbox = new OutboxPublisher(buyers, recorder.Identities, Events, queues, finished, UnheardMetrics.Metrics, Time);
        var reclassifier = new RangeReclassifier(buyers, directory, new DefaultRulebooks(), outbox, finished, queues, Time);
        Dealer = new RunScheduler(directory, runs, queues, Time);
        Recovery = new RunRecovery(directory, runs, Dealer, queues, Time);
        var reports = new ReportWriter(Storage.Reports, buyers, Storage.Offers, new DefaultRulebooks());
        var accounts = new AccountReclassifier(Storage.Accounts, new DefaultRulebooks());
        Finisher = new RunFinisher(runs, Storage.Models, reports, accounts, directory, new DefaultRulebooks(), outbox, Time);
        _ranges = new RangeRun(reclassifier, runs, queues, Time);
    }

    public FakeTimeProvider Time { get; }

    /// <summary>All stores except that of the buyers, which may be elsewhere.</summary>
    public MemoryStorage Storage { get; } = new();

    public SentMessages Queues => Storage.Sent;

    /// <summary>The events that were published.</summary>
    public RecordedEvents Events { get; }

    public RunScheduler Dealer { get; }

    public RunRecovery Recovery { get; }

    public RunFinisher Finisher { get; }

    /// <summary>Processes one range message.</summary>
    public Task<RangeResult> WorkAsync(RangeMessage range) => _ranges.RunAsync(range, default);

    /// <summary>Processes all range messages that wait.</summary>
    public async Task WorkRangesAsync()
    {
        while (Queues.Reclassify.TryDequeue(out var range))
        {
            await WorkAsync(range);
        }
    }

    /// <summary>Processes all messages that wait.</summary>
    public async Task DrainAsync()
    {
        await WorkRangesAsync();
        while (Queues.Runs.TryDequeue(out var finish))
        {
            await Finisher.FinishAsync(finish.Shop, finish.Date, default);
        }
    }

    /// <summary>Starts the runs that are due, and processes all their messages.</summary>
    public async Task RunNightAsync()
    {
        await Dealer.StartDueAsync(default);
        await DrainAsync();
    }
}
