using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Endpoints;

/// <summary>Keeps events for the endpoints of their shops, and has them delivered. It takes part in no delivery: an endpoint that is down holds nothing up.</summary>
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

    // All of a subject are kept before the message: whoever takes it finds them, and finds them in order.
    private async Task KeepAsync(Endpoint endpoint, List<ChurnEvent> events, CancellationToken cancellationToken)
    {
        foreach (var ofSubject in events.GroupBy(event_ => event_.Subject))
        {
            foreach (var event_ in ofSubject)
            {
                var delivery = new WaitingDelivery(event_.Shop, endpoint.Id, event_.Subject, event_.Number ?? 0, event_.Id, EventJson.WriteCloudEvent(event_));
                await store.KeepAsync(delivery, cancellationToken);
            }

            await queues.SendAsync(new DeliveryMessage { Shop = ofSubject.First().Shop, Endpoint = endpoint.Id, Subject = ofSubject.Key }, TimeSpan.Zero, cancellationToken);
        }
    }
}
