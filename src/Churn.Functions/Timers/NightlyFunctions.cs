using Churn.Domain.Messages;
using Churn.Domain.Nightly;
using Churn.Domain.Telemetry;
using Churn.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Timers;

/// <summary>The nightly run. Timers start and recover runs; queue messages process the ranges of a run and finish it.</summary>
public sealed partial class NightlyFunctions(
    RunScheduler scheduler, RunRecovery recovery, RangeRun ranges, RunFinisher finisher, ChurnMetrics metrics, ILogger<NightlyFunctions> logger)
{
    [Function("NightlyReclassification")]
    public async Task NightlyReclassificationAsync([TimerTrigger(Schedules.Nightly)] TimerInfo timer, CancellationToken cancellationToken)
    {
        var runs = await scheduler.StartDueAsync(cancellationToken);
        metrics.Dealt("reclassify", runs * RangeScheduler.Ranges);
        Log.Started(logger, runs);
    }

    [Function("RecoverRuns")]
    public async Task RecoverRunsAsync([TimerTrigger(Schedules.Recovery)] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var run in await recovery.RunAsync(cancellationToken))
        {
            Log.Recovered(logger, run.State == RunState.GivenUp ? LogLevel.Error : LogLevel.Warning, run.Shop.Value, run.Date, run.Note);
        }
    }

    [Function("ReclassifyRange")]
    public async Task ReclassifyRangeAsync([QueueTrigger(QueueNames.Reclassify)] string message, CancellationToken cancellationToken)
    {
        var range = MessageJson.Read<RangeMessage>(message);
        var result = await ranges.RunAsync(range, cancellationToken);
        metrics.Finished("reclassify");
        Log.Reclassified(logger, range.Shop.Value, range.From, range.To, result.Read, result.Written);
    }

    [Function("FinishRun")]
    public async Task FinishRunAsync([QueueTrigger(QueueNames.Runs)] string message, CancellationToken cancellationToken)
    {
        var asked = MessageJson.Read<RunMessage>(message);
        var run = await finisher.FinishAsync(asked.Shop, asked.Date, cancellationToken);
        Log.Finished(logger, asked.Shop.Value, asked.Date, run?.State, run?.BuyersRead, run?.BuyersChanged, run?.Note);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Nightly reclassification: {Runs} runs were started")]
        public static partial void Started(ILogger logger, int runs);

        [LoggerMessage(2, LogLevel.Debug, "Shop {Shop} buckets {From} to {To}: {Read} buyers read, {Written} rows changed")]
        public static partial void Reclassified(ILogger logger, string shop, int from, int to, int read, int written);

        [LoggerMessage(3, LogLevel.Information, "Shop {Shop} run of {Date}: {State}, {Read} buyers read, {Changed} rows changed. {Note}")]
        public static partial void Finished(
            ILogger logger, string shop, DateOnly date, RunState? state, long? read, long? changed, string? note);

        [LoggerMessage(EventId = 4, Message = "Shop {Shop} run of {Date} stalled. {Note}")]
        public static partial void Recovered(ILogger logger, LogLevel level, string shop, DateOnly date, string? note);
    }
}
