using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Runs;
using Churn.Domain.Shops;

namespace Churn.Domain.Offers;

/// <summary>
/// Has the offers of each shop's business date flagged once its time has come, in the shop's own time zone, which is all the timer does. What a range came to, its last
/// act, says for which date it is done: so a timer that came twice deals nothing again, and one that comes later deals once more what stalled.
/// </summary>
public sealed class OfferDealer(IShopDirectory shops, IOfferStore offers, IMessageQueues queues, TimeProvider time)
{
    /// <summary>So long after the nightly run, whose labels are then in the rows.</summary>
    public static readonly TimeSpan AfterTheRun = TimeSpan.FromMinutes(90);

    /// <summary>One message for each range that is due. A range that was never flagged does not wait: a new shop's buyers are as old as they are. Returns how many were sent. One request a shop.</summary>
    public async Task<int> DealDueAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        foreach (var shop in shops.All)
        {
            var done = new Dictionary<int, DateOnly>();
            await foreach (var tally in offers.ListTalliesAsync(shop.Id, cancellationToken))
            {
                done[tally.From] = tally.AsOf;
            }

            var (now, due) = (time.GetUtcNow(), BusinessDates.Due(shop, time.GetUtcNow() - AfterTheRun));
            foreach (var (from, to) in Buckets.Ranges(RangeDealer.Ranges))
            {
                if (!done.TryGetValue(from, out var last) || last < due)
                {
                    await queues.SendOffersAsync(new RangeMessage { Shop = shop.Id, From = from, To = to, AsOf = done.ContainsKey(from) ? due : shop.DayOf(now) }, cancellationToken);
                    sent++;
                }
            }
        }

        return sent;
    }
}
