using Churn.Domain.Messages;
using Churn.Domain.Privacy;
using Churn.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Privacy;

/// <summary>Takes notices off the queue.</summary>
public sealed partial class NoticeFunctions(NoticeHandler handler, ILogger<NoticeFunctions> logger)
{
    [Function("HandleNotice")]
    public async Task HandleNoticeAsync([QueueTrigger(QueueNames.Notices)] string message, CancellationToken cancellationToken)
    {
        var notice = MessageJson.Read<Notice>(message);
        using var scope = logger.BeginScope("Shop {Shop} receipt {Receipt}", notice.Shop.Value, notice.Receipt);
        Tell(notice, await handler.HandleAsync(notice, cancellationToken));
    }

    private void Tell(Notice notice, NoticeResult result)
    {
        switch (result.Outcome)
        {
            case NoticeOutcome.Exported:
                Log.Exported(logger, notice.Shop.Value, result.Id, notice.Receipt);
                break;
            case NoticeOutcome.Begun:
                Log.Begun(logger, notice.Shop.Value, notice.Receipt);
                break;
            case NoticeOutcome.Waiting:
                Log.Waiting(logger, notice.Shop.Value, notice.Fetch?.OrderId, result.Reason);
                break;
            case NoticeOutcome.Parked:
                Log.Parked(logger, notice.Fetch?.OrderId, notice.Shop.Value, result.Reason, result.Id);
                break;
            case NoticeOutcome.LeftAlone:
                Log.LeftAlone(logger, notice.Shop.Value, notice.Kind, notice.Receipt, result.Reason);
                break;
            default:
                Log.Handled(logger, notice.Shop.Value, notice.Kind, notice.Receipt, result.Erased.Orders, result.Erased.Offers, result.Erased.Messages, result.Erased.Events);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Shop {Shop} {Kind} notice {Receipt}: done; {Orders} orders, {Offers} offers, {Messages} messages and {Events} events that waited erased")]
        public static partial void Handled(ILogger logger, string shop, string kind, string receipt, int orders, int offers, int messages, int events);

        [LoggerMessage(2, LogLevel.Information, "Shop {Shop}: what is held of a person lies ready as export {Export}, as notice {Receipt} asked")]
        public static partial void Exported(ILogger logger, string shop, string? export, string receipt);

        [LoggerMessage(3, LogLevel.Information, "Shop {Shop}: its erasure has begun, as notice {Receipt} asked")]
        public static partial void Begun(ILogger logger, string shop, string receipt);

        [LoggerMessage(4, LogLevel.Information, "Shop {Shop} order {OrderId} is fetched again later: {Reason}")]
        public static partial void Waiting(ILogger logger, string shop, string? orderId, string reason);

        [LoggerMessage(5, LogLevel.Warning, "Parked: order {OrderId} of shop {Shop} waits for an operator. {Reason} Mend it, then retry message {Id} of the queue of notices")]
        public static partial void Parked(ILogger logger, string? orderId, string shop, string reason, string? id);

        [LoggerMessage(6, LogLevel.Warning, "Shop {Shop} {Kind} notice {Receipt} was not done: {Reason}")]
        public static partial void LeftAlone(ILogger logger, string shop, string kind, string receipt, string reason);
    }
}
