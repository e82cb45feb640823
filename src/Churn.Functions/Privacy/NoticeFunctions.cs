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
        var erased = await handler.HandleAsync(notice, cancellationToken) ?? default;
        Log.Handled(logger, notice.Shop.Value, notice.Kind, notice.Receipt, erased.Orders, erased.Offers, erased.Messages);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Shop {Shop} {Kind} notice {Receipt}: done; {Orders} orders, {Offers} offers and {Messages} messages erased")]
        public static partial void Handled(ILogger logger, string shop, string kind, string receipt, int orders, int offers, int messages);
    }
}
