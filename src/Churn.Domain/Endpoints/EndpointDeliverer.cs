using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Endpoints;

/// <summary>Delivers what waits for endpoints, the events of a subject one after another, and tries again for days what was not taken.</summary>
/// <remarks>
/// An event is removed after it was taken: a crash in between has it sent again under the same <c>webhook-id</c>. Of one subject nobody skips an event
/// that was not taken, whichever message brought them there, so that two workers at once send twice but not out of order. An endpoint that answers 410,
/// or has taken nothing for as long as the last try of an event, is disabled: what waits stays for whoever enables it again, and nothing is added.
/// </remarks>
public sealed class EndpointDeliverer(IShopDirectory shops, IEndpointStore store, IEndpointClient client, IMessageQueues queues, TimeProvider time)
{
    /// <summary>Waits between tries, as Standard Webhooks proposes them: three days in all.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10),
        TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public async Task<DeliveryResult> HandleAsync(DeliveryMessage message, CancellationToken cancellationToken)
    {
        var endpoint = shops.Find(message.Shop)?.Endpoints.FirstOrDefault(known => known.Id == message.Endpoint);
        var waiting = await store.ListAsync(message.Shop, message.Endpoint, message.Subject, cancellationToken).ToListAsync(cancellationToken);
        var state = await store.GetStateAsync(message.Shop, message.Endpoint, cancellationToken);
        var delivered = 0;
        foreach (var delivery in state.DisabledAt is null ? waiting : [])
        {
            var answer = endpoint is null ? default : await client.PostAsync(endpoint, delivery, cancellationToken);
            if (endpoint is not null && !answer.IsTaken)
            {
                return await FailedAsync(message, state, answer, delivered, cancellationToken);
            }

            await store.RemoveAsync(delivery, cancellationToken); // Taken; or the shop has taken the endpoint away.
            delivered += endpoint is null ? 0 : 1;
            if (state.FailingSince is not null)
            {
                await store.PutStateAsync(state = new EndpointState { Shop = state.Shop, Id = state.Id }, cancellationToken);
            }
        }

        return new DeliveryResult(delivered, "", false);
    }

    /// <summary>Sends to an endpoint again, first what waits.</summary>
    /// <returns>How many subjects have something waiting.</returns>
    public async Task<int> EnableAsync(ShopId shop, string endpoint, CancellationToken cancellationToken)
    {
        await store.PutStateAsync(new EndpointState { Shop = shop, Id = endpoint }, cancellationToken);
        var subjects = await store.ListAsync(shop, endpoint, cancellationToken).Select(delivery => delivery.Subject).Distinct().ToListAsync(cancellationToken);
        foreach (var subject in subjects)
        {
            await queues.SendAsync(new DeliveryMessage { Shop = shop, Endpoint = endpoint, Subject = subject }, TimeSpan.Zero, cancellationToken);
        }

        return subjects.Count;
    }

    private async Task<DeliveryResult> FailedAsync(DeliveryMessage message, EndpointState state, EndpointAnswer answer, int delivered, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var over = answer.Status == EndpointAnswer.Gone || message.Attempts >= Waits.Length;
        await store.PutStateAsync(
            state with { FailingSince = state.FailingSince ?? now, Failures = state.Failures + 1, LastFailure = answer.Failure, DisabledAt = over ? now : null }, cancellationToken);
        if (!over)
        {
            var wait = Waits[message.Attempts];
            var asked = answer.RetryAfter is { } later && later > wait ? later : wait;
            await queues.SendAsync(message with { Attempts = message.Attempts + 1 }, asked < LongestWait ? asked : LongestWait, cancellationToken);
        }

        return new DeliveryResult(delivered, answer.Failure, over);
    }
}
