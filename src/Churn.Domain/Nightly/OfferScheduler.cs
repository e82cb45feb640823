using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Offers;
using Churn.Domain.Shops;

namespace Churn.Domain.Nightly;

/// <summary>
/// Enqueues the flagging of each shop's offers once its business date has come due in the shop's time zone. The timer does nothing else. A
/// range saves its tally as its last act, and the tally says for which date the range is done. Therefore a second timer enqueues no
/// finished range again, and a later timer enqueues a stalled range once more.
/// </summary>
public sealed class OfferScheduler(IShopDirectory shops, IOfferStore offers, IMessageQueues queues, TimeProvider time)
{
    /// <summary>The wait after the nightly run. By then the run's labels are in the rows.</summary>
    public static readonly TimeSpan AfterTheRun = TimeSpan.FromMinutes(90);

    /// <summary>
    /// Enqueues one message for each range that is due and returns the number of messages. A range that was never flagged is due at once:
    /// the buyers of a new shop may be ready already. One request a shop.
    /// </summary>
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
            foreach (var (from, to) in Buckets.Ranges(RangeScheduler.Ranges))
            {
                if (!done.TryGetValue(from, out var last) || last < due)
                {
                    var asOf = done.ContainsKey(from) ? due : shop.DayOf(now);
                    await queues.SendOffersAsync(
                        new RangeMessage { Shop = shop.Id, From = from, To = to, AsOf = asOf }, cancellationToken);
                    sent++;
                }
            }
        }

        return sent;
    }
}
