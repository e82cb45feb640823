using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Reports;
using Churn.Domain.Runs;
using Churn.Domain.Shops;
using Churn.TestSupport.Interruptions;
using Churn.TestSupport.Scripted;
using Churn.TestSupport.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Churn.TestSupport.Scenarios;

/// <summary>The nightly run wired over given buyers, with everything else in memory and queues that the test drains.</summary>
public sealed class NightlyScenario
{
    private readonly RangeRun _ranges;

    public NightlyScenario(IBuyerStore buyers, DateTimeOffset now, params Shop[] shops)
        : this(buyers, new SwitchedCalls(), now, shops)
    {
    }

    /// <param name="buyers">Theirs.</param>
    /// <param name="calls">Told of every call to the run store; may interrupt.</param>
    /// <param name="now">Where the clock stands.</param>
    /// <param name="shops">All there are.</param>
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
        Dealer = new RunDealer(directory, runs, queues, Time);
        Recovery = new RunRecovery(directory, runs, Dealer, queues, Time);
        var reports = new ReportWriter(Storage.Reports, buyers, Storage.Offers, new DefaultRulebooks());
        var accounts = new AccountReclassifier(Storage.Accounts, new DefaultRulebooks());
        Finisher = new RunFinisher(runs, Storage.Models, reports, accounts, directory, new DefaultRulebooks(), outbox, Time);
        _ranges = new RangeRun(reclassifier, runs, queues, Time);
    }

    public FakeTimeProvider Time { get; }

    /// <summary>Everything but the buyers, which may be elsewhere.</summary>
    public MemoryStorage Storage { get; } = new();

    public SentMessages Queues => Storage.Sent;

    /// <summary>What was published.</summary>
    public RecordedEvents Events { get; }

    public RunDealer Dealer { get; }

    public RunRecovery Recovery { get; }

    public RunFinisher Finisher { get; }

    /// <summary>Works one range message off.</summary>
    public Task<RangeResult> WorkAsync(RangeMessage range) => _ranges.RunAsync(range, default);

    /// <summary>Works off all range messages that wait.</summary>
    public async Task WorkRangesAsync()
    {
        while (Queues.Reclassify.TryDequeue(out var range))
        {
            await WorkAsync(range);
        }
    }

    /// <summary>Works off everything that waits.</summary>
    public async Task DrainAsync()
    {
        await WorkRangesAsync();
        while (Queues.Runs.TryDequeue(out var finish))
        {
            await Finisher.FinishAsync(finish.Shop, finish.Date, default);
        }
    }

    /// <summary>Starts what is due and works everything off.</summary>
    public async Task RunNightAsync()
    {
        await Dealer.StartDueAsync(default);
        await DrainAsync();
    }
}
