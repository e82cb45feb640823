using Azure.Messaging.ServiceBus;
using Churn.Domain.Buyers;
using Churn.Domain.Events;

namespace Churn.Storage.Events;

/// <summary>Sends events to a Service Bus topic, in batches.</summary>
/// <remarks>
/// The message's id is the event's id, so the topic drops repeated events. The session is the buyer, so a subscription with sessions keeps
/// the order of a buyer's events. Shop, type and class are properties for filters. When Service Bus throttles, the client waits ever
/// longer.
/// </remarks>
public sealed class ServiceBusEventSink(ServiceBusClient client) : IEventSink, IAsyncDisposable
{
    /// <summary>The topic's name; <c>infra/</c> creates it.</summary>
    public const string Topic = "churn-events";

    private readonly ServiceBusSender _sender = client.CreateSender(Topic);

    public async Task SendAsync(IReadOnlyList<ChurnEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            var next = 0;
            while (next < events.Count)
            {
                using var batch = await _sender.CreateMessageBatchAsync(cancellationToken);
                var first = next;
                while (next < events.Count && batch.TryAddMessage(MessageOf(events[next])))
                {
                    next++;
                }

                if (next == first)
                {
                    throw new InvalidOperationException($"Event {events[next].Id} is too large for a message of Service Bus.");
                }

                await _sender.SendMessagesAsync(batch, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is ServiceBusException or TimeoutException or UnauthorizedAccessException)
        {
            var reason = (failure as ServiceBusException)?.Reason.ToString() ?? failure.GetType().Name;
            throw new EventsNotTakenException($"Service Bus did not take events: {reason}.", failure);
        }
    }

    public ValueTask DisposeAsync() => _sender.DisposeAsync();

    private static ServiceBusMessage MessageOf(ChurnEvent event_)
    {
        var message = new ServiceBusMessage(EventJson.WriteCloudEvent(event_))
        {
            MessageId = event_.Id,
            SessionId = $"{event_.Shop}-{event_.Subject}",
            Subject = event_.Type,
            ContentType = EventJson.MediaType,
        };
        message.ApplicationProperties["shop"] = event_.Shop.Value;
        message.ApplicationProperties["type"] = event_.Type;
        message.ApplicationProperties["class"] = event_.Class ?? "";
        return message;
    }
}
