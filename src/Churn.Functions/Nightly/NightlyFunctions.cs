using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Nightly;

/// <summary>Reclassifies everybody each night: the timer deals ranges out, the queue function works them off.</summary>
public sealed partial class NightlyFunctions(RangeDealer dealer, RangeReclassifier reclassifier, ChurnMetrics metrics, ILogger<NightlyFunctions> logger)
{
    [Function("NightlyReclassification")]
    public async Task NightlyReclassificationAsync([TimerTrigger("%NightlySchedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        var ranges = await dealer.DealReclassifyAsync(cancellationToken);
        metrics.Dealt("reclassify", ranges);
        Log.Dealt(logger, ranges);
    }

    [Function("ReclassifyRange")]
    public async Task ReclassifyRangeAsync([QueueTrigger("%ReclassifyQueue%")] string message, CancellationToken cancellationToken)
    {
        var range = MessageJson.Read<RangeMessage>(message);
        var result = await reclassifier.RunAsync(range, cancellationToken);
        metrics.Finished("reclassify");
        Log.Reclassified(logger, range.Shop.Value, range.From, range.To, result.Read, result.Written);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Nightly reclassification: {Messages} ranges dealt out")]
        public static partial void Dealt(ILogger logger, int messages);

        [LoggerMessage(2, LogLevel.Debug, "Shop {Shop} buckets {From} to {To}: {Read} buyers read, {Written} rows changed")]
        public static partial void Reclassified(ILogger logger, string shop, int from, int to, int read, int written);
    }
}
