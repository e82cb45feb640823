using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>
/// Enqueues one message for each range of a shop's buckets. Timers and requests do no more than that, so a failed range is retried by its
/// queue and does not wait for the timer's next day.
/// </summary>
public sealed class RangeScheduler(IMessageQueues queues)
{
    /// <summary>Number of ranges of a shop's buckets: 16 buckets each.</summary>
    public const int Ranges = 16;

    /// <summary>Asks for a shop's buyers to be compared with their ledgers. Returns how many messages were sent.</summary>
    public async Task<int> DealRebuildAsync(ShopId shop, bool repair, CancellationToken cancellationToken)
    {
        foreach (var (from, to) in Buckets.Ranges(Ranges))
        {
            await queues.SendRebuildAsync(new RebuildMessage { Shop = shop, From = from, To = to, Repair = repair }, cancellationToken);
        }

        return Ranges;
    }

    /// <summary>Asks for the events left in a shop's outboxes to be published. Returns how many messages were sent.</summary>
    public async Task<int> DealOutboxAsync(ShopId shop, CancellationToken cancellationToken)
    {
        foreach (var (from, to) in Buckets.Ranges(Ranges))
        {
            await queues.SendAsync(new OutboxMessage { Shop = shop, From = from, To = to }, TimeSpan.Zero, cancellationToken);
        }

        return Ranges;
    }
}
