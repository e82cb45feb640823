using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>
/// Stores events for the endpoints of their shops and asks for delivery by queue message. An endpoint that is down therefore delays nothing
/// else.
/// </summary>
public sealed class EndpointSink(IShopDirectory shops, IEndpointStore store, IMessageQueues queues) : IEventSink
{
    public async Task SendAsync(IReadOnlyList<ChurnEvent> events, CancellationToken cancellationToken)
    {
        foreach (var ofShop in events.GroupBy(event_ => event_.Shop))
        {
            foreach (var endpoint in shops.Find(ofShop.Key)?.Endpoints ?? [])
            {
                var wanted = ofShop.Where(event_ => endpoint.Wants(event_.Type)).ToList();
                if (wanted.Count > 0 && (await store.GetStateAsync(ofShop.Key, endpoint.Id, cancellationToken)).DisabledAt is null)
                {
                    await KeepAsync(endpoint, wanted, cancellationToken);
                }
            }
        }
    }

    // All events of a subject are stored before the message is sent, so that its worker finds all of them, in order.
    private async Task KeepAsync(Endpoint endpoint, List<ChurnEvent> events, CancellationToken cancellationToken)
    {
        foreach (var ofSubject in events.GroupBy(event_ => event_.Subject))
        {
            foreach (var event_ in ofSubject)
            {
                var body = EventJson.WriteCloudEvent(event_);
                var delivery = new WaitingDelivery(event_.Shop, endpoint.Id, event_.Subject, event_.Number ?? 0, event_.Id, body);
                await store.KeepAsync(delivery, cancellationToken);
            }

            var message = new DeliveryMessage { Shop = ofSubject.First().Shop, Endpoint = endpoint.Id, Subject = ofSubject.Key };
            await queues.SendAsync(message, TimeSpan.Zero, cancellationToken);
        }
    }
}
