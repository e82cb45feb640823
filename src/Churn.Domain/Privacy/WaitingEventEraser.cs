using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identity;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Removes the waiting events about an erased person or shop from the queue of events. Safe to repeat.</summary>
/// <remarks>
/// The instant up to which events are removed is fixed before the queue is read: if the person comes back afterwards, the new events are
/// later. The event that tells of the erasure itself stays.
/// </remarks>
public sealed class WaitingEventEraser(IWaitingEvents waiting, IBuyerIdentities identities, TimeProvider time)
{
    /// <summary>Removes the events about a person.</summary>
    /// <param name="gone">Every buyer that the person was, under all their identifiers.</param>
    /// <param name="customerId">The platform's customer id; null if the request does not give it.</param>
    /// <param name="before">If the person has ordered since this instant, the events since then stay.</param>
    /// <returns>The number of events removed.</returns>
    public async Task<int> ErasePersonAsync(
        ShopId shop, IEnumerable<BuyerId> gone, string? customerId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var limits = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var buyer in gone.Distinct())
        {
            var now = Now();
            var isBack = await identities.FindAsync(new BuyerKey(shop, buyer), cancellationToken) is { IsEmpty: false };
            limits[buyer.Value] = isBack ? before : now;
        }

        return await waiting.RemoveAsync(
            event_ => event_.Shop == shop && event_.Type != EventTypes.Redacted && event_.At < LimitOf(event_), cancellationToken);

        DateTimeOffset LimitOf(WaitingEvent event_) =>
            limits.TryGetValue(event_.Subject, out var limit) || (event_.From is { } from && limits.TryGetValue(from, out limit))
            ? limit
            : customerId is not null && event_.CustomerId == customerId ? before : DateTimeOffset.MinValue;
    }

    /// <summary>Removes the events about a shop.</summary>
    /// <param name="before">The erasure's limit.</param>
    /// <param name="isInUseAsync">Whether the shop has orders since the limit; then the events since the limit stay.</param>
    /// <returns>The number of events removed.</returns>
    public async Task<int> EraseShopAsync(
        ShopId shop, DateTimeOffset before, Func<Task<bool>> isInUseAsync, CancellationToken cancellationToken)
    {
        var now = Now();
        var limit = await isInUseAsync() ? before : now;
        return await waiting.RemoveAsync(event_ => event_.Shop == shop && event_.At < limit, cancellationToken);
    }

    // Events carry their time in whole milliseconds, and an event of the current millisecond counts too.
    private DateTimeOffset Now() => time.GetUtcNow().AddMilliseconds(1);
}
