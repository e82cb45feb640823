using Churn.Domain.Accounts;
using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Reports;
using Churn.Domain.Runs;
using Churn.Domain.Shops;
using Churn.LocalHost.MemoryStores;
using Churn.TestSupport.Interruptions;
using Churn.TestSupport.MemoryStores;
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
        var runs = new ObservedRunStore(Runs, calls);
        Time = new FakeTimeProvider(now);
        var directory = new FixedShops(shops);
        var recorder = new RecorderScenario(buyers, new MemoryIdentityStore(), shops);
        var finished = new FinishedRuns(runs);
        var outbox = new OutboxPublisher(buyers, Events, Queues, finished, UnheardMetrics.Metrics, Time);
        var reclassifier = new RangeReclassifier(buyers, recorder.Finisher, directory, new DefaultRulebooks(), outbox, finished, Queues, Time);
        Dealer = new RunDealer(directory, runs, Queues, Time);
        Recovery = new RunRecovery(directory, runs, Dealer, Queues, Time);
        Finisher = new RunFinisher(runs, Models, new ReportWriter(Reports, buyers, new MemoryOfferStore(), new DefaultRulebooks()), new AccountReclassifier(Accounts, new DefaultRulebooks()), directory, new DefaultRulebooks(), outbox, Time);
        _ranges = new RangeRun(reclassifier, runs, Queues, Time);
    }

    public FakeTimeProvider Time { get; }

    public MemoryQueues Queues { get; } = new();

    /// <summary>What was published.</summary>
    public MemoryEvents Events { get; } = new();

    public MemoryRunStore Runs { get; } = new();

    public MemoryModelStore Models { get; } = new();

    public MemoryAccountStore Accounts { get; } = new();

    public MemoryReportStore Reports { get; } = new();

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
