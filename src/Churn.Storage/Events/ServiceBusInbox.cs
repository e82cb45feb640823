using Azure.Messaging.ServiceBus;
using Churn.Domain.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Churn.Storage.Events;

/// <summary>The Service Bus queue that orders come by, sessions keeping a buyer's in order.</summary>
/// <remarks>
/// A message is completed after what it says is on our own queue: a crash in between has it delivered again, which every order bears. One that cannot be
/// read goes to the dead-letter queue; one that could not be stored is given back with the rest of its session, and ends there too after ten deliveries.
/// </remarks>
public sealed class ServiceBusInbox(
    [FromKeyedServices(EventRegistration.Inbox)] ServiceBusClient client, IOptions<ServiceBusOptions> options, TimeProvider time) : IOrderInbox
{
    /// <summary>The message's property that says whose order it is.</summary>
    public const string Shop = "shop";

    private const int Batch = 50;

    /// <summary>Sessions under way at once.</summary>
    private const int Lanes = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    public bool IsOpen => options.Value.IsConfigured;

    public async Task<int> ReceiveAsync(Func<InboxMessage, Task<(InboxVerdict Verdict, string Why)>> take, TimeSpan limit, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + limit;
        var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => WorkAsync(take, until, cancellationToken)));
        return lanes.Sum();
    }

    private async Task<int> WorkAsync(Func<InboxMessage, Task<(InboxVerdict Verdict, string Why)>> take, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var taken = 0;
        while (time.GetUtcNow() < until && await AcceptAsync(cancellationToken) is { } session)
        {
            await using (session)
            {
                taken += await DrainAsync(session, take, cancellationToken);
            }
        }

        return taken;
    }

    // Null: no session has a message.
    private async Task<ServiceBusSessionReceiver?> AcceptAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await client.AcceptNextSessionAsync(options.Value.OrdersQueue, null, cancellationToken);
        }
        catch (ServiceBusException failure) when (failure.Reason == ServiceBusFailureReason.ServiceTimeout)
        {
            return null;
        }
    }

    private static async Task<int> DrainAsync(
        ServiceBusSessionReceiver session, Func<InboxMessage, Task<(InboxVerdict Verdict, string Why)>> take, CancellationToken cancellationToken)
    {
        var taken = 0;
        while (await session.ReceiveMessagesAsync(Batch, Patience, cancellationToken) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                var (verdict, why) = await take(new InboxMessage(
                    message.ApplicationProperties.TryGetValue(Shop, out var shop) ? shop as string : null, message.MessageId, message.Body.ToMemory()));
                if (verdict == InboxVerdict.Again)
                {
                    await session.AbandonMessageAsync(message, cancellationToken: cancellationToken);
                    return taken; // What follows must not overtake it.
                }

                await (verdict == InboxVerdict.Refused
                    ? session.DeadLetterMessageAsync(message, "Refused", why, cancellationToken)
                    : session.CompleteMessageAsync(message, cancellationToken));
                taken++;
            }
        }

        return taken;
    }
}
