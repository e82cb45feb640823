using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>
/// Delivers the events that wait for an endpoint, those of one subject one after another. An event that is not
/// accepted is retried for days.
/// </summary>
/// <remarks>
/// An event is removed after the endpoint accepted it. After a crash in between, it is sent again under the same <c>webhook-id</c>. No
/// worker skips an event that was not accepted, so two workers on the same subject may send an event twice but never out of order. An
/// endpoint is disabled when it answers 410 or when the last retry of an event fails. Its waiting events are then kept until it is enabled
/// again, and no new ones are added.
/// </remarks>
public sealed class EndpointDeliverer(
    IShopDirectory shops,
    IEndpointStore store,
    IEndpointClient client,
    IMessageQueues queues,
    TimeProvider time)
{
    /// <summary>Waits between retries, as proposed by Standard Webhooks: about three days in total.</summary>
    private static readonly TimeSpan[] RetryDelays =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public async Task<DeliveryResult> HandleAsync(DeliveryMessage message, CancellationToken cancellationToken)
    {
        var endpoint = shops.Find(message.Shop)?.Endpoints.FirstOrDefault(known => known.Id == message.Endpoint);
        var waiting = await store.ListAsync(message.Shop, message.Endpoint, message.Subject, cancellationToken)
            .ToListAsync(cancellationToken);
        var state = await store.GetStateAsync(message.Shop, message.Endpoint, cancellationToken);
        var delivered = 0;
        foreach (var delivery in state.DisabledAt is null ? waiting : [])
        {
            var answer = endpoint is null ? default : await client.PostAsync(endpoint, delivery, cancellationToken);
            if (endpoint is not null && !answer.IsTaken)
            {
                return await FailedAsync(message, state, answer, delivered, cancellationToken);
            }

            await store.RemoveAsync(delivery, cancellationToken); // The event was accepted, or the endpoint is no longer configured.
            delivered += endpoint is null ? 0 : 1;
            if (state.FailingSince is not null)
            {
                await store.PutStateAsync(state = new EndpointState { Shop = state.Shop, Id = state.Id }, cancellationToken);
            }
        }

        return new DeliveryResult(delivered, "", false);
    }

    /// <summary>Enables an endpoint again and asks for its waiting events to be delivered.</summary>
    /// <returns>How many subjects have waiting events.</returns>
    public async Task<int> EnableAsync(ShopId shop, string endpoint, CancellationToken cancellationToken)
    {
        await store.PutStateAsync(new EndpointState { Shop = shop, Id = endpoint }, cancellationToken);
        var subjects = await store.ListAsync(shop, endpoint, cancellationToken)
            .Select(delivery => delivery.Subject)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var subject in subjects)
        {
            var message = new DeliveryMessage { Shop = shop, Endpoint = endpoint, Subject = subject };
            await queues.SendAsync(message, TimeSpan.Zero, cancellationToken);
        }

        return subjects.Count;
    }

    private async Task<DeliveryResult> FailedAsync(
        DeliveryMessage message, EndpointState state, EndpointAnswer answer, int delivered, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var over = answer.Status == EndpointAnswer.Gone || message.Attempts >= RetryDelays.Length;
        var failed = state with
        {
            FailingSince = state.FailingSince ?? now,
            Failures = state.Failures + 1,
            LastFailure = answer.Failure,
            DisabledAt = over ? now : null,
        };
        await store.PutStateAsync(failed, cancellationToken);
        if (!over)
        {
            var wait = RetryDelays[message.Attempts];
            var asked = answer.RetryAfter is { } later && later > wait ? later : wait;
            var next = message with { Attempts = message.Attempts + 1 };
            await queues.SendAsync(next, asked < LongestWait ? asked : LongestWait, cancellationToken);
        }

        return new DeliveryResult(delivered, answer.Failure, over);
    }
}

/// <summary>The result of handling a delivery message.</summary>
/// <param name="Delivered">Number of events that the endpoint accepted.</param>
/// <param name="Failure">Why the next event was not accepted; empty if none is left.</param>
/// <param name="Disabled">Whether the failure disabled the endpoint.</param>
public readonly record struct DeliveryResult(int Delivered, string Failure, bool Disabled);
