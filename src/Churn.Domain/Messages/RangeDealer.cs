using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>Deals a shop's buckets out as messages, which is all that whoever asks for it does: what fails is tried again by its queue, not tomorrow.</summary>
public sealed class RangeDealer(IMessageQueues queues)
{
    /// <summary>Ranges a shop's buckets are dealt out in: 16 buckets each.</summary>
    public const int Ranges = 16;

    /// <summary>One message a range of one shop, to hold its buyers against their ledgers. Returns how many were sent.</summary>
    public async Task<int> DealRebuildAsync(ShopId shop, bool repair, CancellationToken cancellationToken)
    {
        foreach (var (from, to) in Buckets.Ranges(Ranges))
        {
            await queues.SendRebuildAsync(new RebuildMessage { Shop = shop, From = from, To = to, Repair = repair }, cancellationToken);
        }

        return Ranges;
    }

    /// <summary>One message a range of one shop, to publish what is left in outboxes. Returns how many were sent.</summary>
    public async Task<int> DealOutboxAsync(ShopId shop, CancellationToken cancellationToken)
    {
        foreach (var (from, to) in Buckets.Ranges(Ranges))
        {
            await queues.SendAsync(new OutboxMessage { Shop = shop, From = from, To = to }, TimeSpan.Zero, cancellationToken);
        }

        return Ranges;
    }
}
