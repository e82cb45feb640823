using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Messages;
using Churn.Domain.Operations;

namespace Churn.Domain.Privacy;

/// <summary>
/// Fetches orders that could not be fetched before. A failure that may pass is tried again after ever longer waits. A failure that cannot
/// pass, because nothing is configured or the platform refuses, is parked at once: the shop request is kept in the table of given-up messages,
/// where an operator lists and retries it.
/// </summary>
public sealed class OrderFetchRetry(IPendingFetches fetches, IShopRequestQueue shopRequests, IPoisonStore store, TimeProvider time)
{
    private static readonly TimeSpan[] RetryDelays =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1)];

    /// <summary>The tries after the first one before an order is parked.</summary>
    public static int MaxAttempts => RetryDelays.Length;

    /// <summary>Tries to fetch the order of a shop request.</summary>
    /// <param name="shopRequest">The shop request, which has the fetch in it.</param>
    /// <param name="pending">The shop request's fetch.</param>
    /// <param name="cancellationToken">Stops between two steps; the shop request is then delivered again.</param>
    public async Task<ShopRequestResult> HandleAsync(ShopRequest shopRequest, PendingFetch pending, CancellationToken cancellationToken)
    {
        if (await fetches.TryAsync(shopRequest.Shop, pending, cancellationToken) is not { } left)
        {
            return new ShopRequestResult(ShopRequestOutcome.Done);
        }

        var waiting = pending with { Reason = left.Reason, MayPass = left.MayPass, RetryAfter = null };
        if (left.MayPass && pending.Attempts < RetryDelays.Length)
        {
            var wait = left.RetryAfter > RetryDelays[pending.Attempts] ? left.RetryAfter.Value : RetryDelays[pending.Attempts];
            await shopRequests.SendLaterAsync(shopRequest with { Fetch = waiting with { Attempts = pending.Attempts + 1 } }, wait, cancellationToken);
            return new ShopRequestResult(ShopRequestOutcome.Waiting) { Reason = left.Reason };
        }

        var parked = shopRequest with { Fetch = waiting with { Attempts = 0, Parked = pending.Parked + 1 } };
        var id = IdOf(parked, parked.Fetch.Parked);
        var message = new PoisonMessage
        {
            Queue = shopRequests.Queue, Id = id, Text = MessageJson.Write(parked), InsertedOn = time.GetUtcNow(), Kept = true,
        };
        await store.KeepAsync(message, cancellationToken);
        return new ShopRequestResult(ShopRequestOutcome.Parked, id) { Reason = left.Reason };
    }

    // Many events of one order have the same id, so they park once. The number is part of the id because a retry removes the copy that it
    // sent, and by then this handler may already have kept the next one.
    private static string IdOf(ShopRequest shopRequest, int parked)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{shopRequest.Shop}\n{shopRequest.Fetch!.OrderId}"));
        return $"{Convert.ToHexStringLower(hash.AsSpan(0, 12))}-{parked}";
    }
}
