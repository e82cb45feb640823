using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Webhooks;

/// <summary>Takes orders from the Service Bus queue of shops whose middleware speaks it, and sends them the way of a webhook.</summary>
/// <remarks>
/// A timer looks, rather than a Service Bus trigger: the extension package that has it is not on every feed that this repository must build on.
/// </remarks>
public sealed partial class InboxFunctions(IOrderInbox inbox, WebhookIntake intake, IShopDirectory shops, ILogger<InboxFunctions> logger)
{
    /// <summary>Under a function's ten minutes, a session that was begun being finished.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Function("ReceiveOrders")]
    public async Task ReceiveOrdersAsync([TimerTrigger("%IntakeSchedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (inbox.IsOpen)
        {
            Log.Received(logger, await inbox.ReceiveAsync(TakeAsync, Limit, cancellationToken));
        }
    }

    private async Task<(InboxVerdict Verdict, string Why)> TakeAsync(InboxMessage message)
    {
        var answer = ShopId.TryParse(message.Shop, out var id) && shops.Find(id) is { } shop
            ? await intake.ReceiveTrustedAsync(message.Body, shop)
            : new WebhookAnswer(StatusCodes.Status404NotFound, "The property shop names none of the shops configured here.");
        var verdict = answer.Status switch
        {
            StatusCodes.Status200OK => InboxVerdict.Taken,
            StatusCodes.Status503ServiceUnavailable => InboxVerdict.Again,
            _ => InboxVerdict.Refused,
        };
        if (verdict == InboxVerdict.Refused)
        {
            Log.Refused(logger, message.Id, answer.Sentence);
        }

        return (verdict, answer.Sentence);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Messages} messages taken from the inbox")]
        public static partial void Received(ILogger logger, int messages);

        [LoggerMessage(2, LogLevel.Warning, "Message {Message} of the inbox goes to its dead letters: {Reason}")]
        public static partial void Refused(ILogger logger, string message, string reason);
    }
}
