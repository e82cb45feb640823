using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Identity;
using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Takes back what the queue of events still holds of somebody who was erased. Safe to repeat.</summary>
/// <remarks>
/// Up to when events go is read before the queue is: whoever comes back afterwards has later ones. That a person was erased is told by an event of its
/// own, which stays.
/// </remarks>
public sealed class WaitingEventEraser(IWaitingEvents waiting, IBuyerIdentities identities, TimeProvider time)
{
    /// <param name="shop">Whose customer it was.</param>
    /// <param name="gone">Every buyer that the person was, under all their identifiers.</param>
    /// <param name="customerId">The platform's customer id; null: not said.</param>
    /// <param name="before">Whoever has ordered since then keeps the events since then.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> ErasePersonAsync(ShopId shop, IEnumerable<BuyerId> gone, string? customerId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var limits = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (var buyer in gone.Distinct())
        {
            var now = Now();
            limits[buyer.Value] = await identities.FindAsync(new BuyerKey(shop, buyer), cancellationToken) is { IsEmpty: false } ? before : now;
        }

        return await waiting.RemoveAsync(event_ => event_.Shop == shop && event_.Type != EventTypes.Redacted && event_.At < LimitOf(event_), cancellationToken);

        DateTimeOffset LimitOf(WaitingEvent event_) => limits.TryGetValue(event_.Subject, out var limit) || (event_.From is { } from && limits.TryGetValue(from, out limit))
            ? limit
            : customerId is not null && event_.CustomerId == customerId ? before : DateTimeOffset.MinValue;
    }

    /// <param name="shop">The shop that was erased.</param>
    /// <param name="before">The erasure's limit.</param>
    /// <param name="isInUseAsync">Whether the shop has orders since; then it keeps the events since.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> EraseShopAsync(ShopId shop, DateTimeOffset before, Func<Task<bool>> isInUseAsync, CancellationToken cancellationToken)
    {
        var now = Now();
        var limit = await isInUseAsync() ? before : now;
        return await waiting.RemoveAsync(event_ => event_.Shop == shop && event_.At < limit, cancellationToken);
    }

    // Events tell their time in milliseconds, and may have been made in this one.
    private DateTimeOffset Now() => time.GetUtcNow().AddMilliseconds(1);
}
