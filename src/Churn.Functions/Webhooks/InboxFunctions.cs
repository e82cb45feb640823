using Azure.Messaging.ServiceBus;
using Churn.Domain.Shops;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Webhooks;

/// <summary>Takes orders from the Service Bus queue of shops whose middleware speaks it, and sends them the way of a webhook. Disabled unless a deployment chooses it.</summary>
/// <remarks>
/// A message is completed after what it says is on our own queue: a crash in between has it delivered again, which every order bears. One that cannot be
/// read goes to the dead letters. One that could not be stored is held and then given back, and nothing of its session overtakes it; without the wait an outage of a minute
/// would use up all its deliveries.
/// </remarks>
public sealed partial class InboxFunctions(WebhookIntake intake, IShopDirectory shops, TimeProvider time, ILogger<InboxFunctions> logger)
{
    /// <summary>The message's property that says whose order it is.</summary>
    private const string Shop = "shop";

    private const string Reason = "Refused";

    /// <summary>Well under the queue's lock; times its deliveries, the outage that a message outlives.</summary>
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    [Function("ReceiveOrders")]
    public async Task ReceiveOrdersAsync(
        [ServiceBusTrigger("%ServiceBusOrdersQueue%", Connection = "ServiceBus", IsSessionsEnabled = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        CancellationToken cancellationToken)
    {
        var answer = await TakeAsync(message);
        await (answer.Status switch
        {
            StatusCodes.Status200OK => actions.CompleteMessageAsync(message, CancellationToken.None),
            StatusCodes.Status503ServiceUnavailable => GiveBackAsync(message, actions, cancellationToken),
            _ => RefuseAsync(message, actions, answer.Sentence),
        });
    }

    private async Task<WebhookAnswer> TakeAsync(ServiceBusReceivedMessage message) =>
        message.ApplicationProperties.TryGetValue(Shop, out var name) && ShopId.TryParse(name as string, out var id) && shops.Find(id) is { } shop
            ? await intake.ReceiveTrustedAsync(message.Body.ToMemory(), shop)
            : new WebhookAnswer(StatusCodes.Status404NotFound, "The property shop names none of the shops configured here.");

    private async Task GiveBackAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, CancellationToken cancellationToken)
    {
        await Task.Delay(Wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await actions.AbandonMessageAsync(message, cancellationToken: CancellationToken.None);
    }

    private async Task RefuseAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, string sentence)
    {
        Log.Refused(logger, message.MessageId, sentence);
        await actions.DeadLetterMessageAsync(message, deadLetterReason: Reason, deadLetterErrorDescription: sentence, cancellationToken: CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Message {Message} of the inbox goes to its dead letters: {Reason}")]
        public static partial void Refused(ILogger logger, string message, string reason);
    }
}
