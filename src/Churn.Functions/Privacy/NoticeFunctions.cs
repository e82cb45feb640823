using Churn.Domain.Messages;
using Churn.Domain.Privacy;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Privacy;

/// <summary>Takes notices off the queue.</summary>
public sealed partial class NoticeFunctions(NoticeHandler handler, ILogger<NoticeFunctions> logger)
{
    [Function("HandleNotice")]
    public async Task HandleNoticeAsync([QueueTrigger("%NoticesQueue%")] string message, CancellationToken cancellationToken)
    {
        var notice = MessageJson.Read<Notice>(message);
        using var scope = logger.BeginScope("Shop {Shop} receipt {Receipt}", notice.Shop.Value, notice.Receipt);
        var result = await handler.HandleAsync(notice, cancellationToken);
        Tell(notice, result);
    }

    private void Tell(Notice notice, NoticeResult result)
    {
        switch (result.Outcome)
        {
            case NoticeOutcome.Exported:
                Log.Exported(logger, notice.Shop.Value, result.Id, notice.Receipt);
                break;
            default:
                Log.Handled(logger, notice.Shop.Value, notice.Kind, notice.Receipt, result.Erased.Orders, result.Erased.Offers, result.Erased.Messages);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Shop {Shop} {Kind} notice {Receipt}: done; {Orders} orders, {Offers} offers and {Messages} messages erased")]
        public static partial void Handled(ILogger logger, string shop, string kind, string receipt, int orders, int offers, int messages);

        [LoggerMessage(2, LogLevel.Information, "Shop {Shop}: what is held of a person lies ready as export {Export}, as notice {Receipt} asked")]
        public static partial void Exported(ILogger logger, string shop, string? export, string receipt);
    }
}
