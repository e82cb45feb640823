using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Nightly;

/// <summary>
/// Starts each shop's run of the business date that has come due. The timer does nothing else. Any number of timers may try: the run's row
/// is inserted once, and a range that is put on the queue twice finds that it is done.
/// </summary>
public sealed class RunScheduler(IShopDirectory shops, IRunStore runs, IMessageQueues queues, TimeProvider time)
{
    /// <summary>Starts the runs that are due. Returns how many were started.</summary>
    public async Task<int> StartDueAsync(CancellationToken cancellationToken)
    {
        var started = 0;
        foreach (var shop in shops.All)
        {
            started += await StartAsync(shop, BusinessDates.Due(shop, time.GetUtcNow()), cancellationToken) ? 1 : 0;
        }

        return started;
    }

    private async Task<bool> StartAsync(Shop shop, DateOnly date, CancellationToken cancellationToken)
    {
        // The point read spares a refused insert to all but one of the day's timers.
        if (await runs.FindAsync(shop.Id, date, cancellationToken) is null)
        {
            var added = new Run { Shop = shop.Id, Date = date, Ranges = RangeScheduler.Ranges, StartedAt = time.GetUtcNow() };
            await runs.AddAsync(added, cancellationToken);
        }

        // Read again: another timer may have inserted the run. If that timer crashed before it enqueued the ranges, DealtAt is null.
        if (await runs.FindAsync(shop.Id, date, cancellationToken) is not { DealtAt: null, State: RunState.Running } run)
        {
            return false;
        }

        await DealAsync(run, [], cancellationToken);
        await runs.ReplaceAsync(run with { DealtAt = time.GetUtcNow() }, cancellationToken);
        return true;
    }

    /// <summary>Puts the ranges that are not done on the queue.</summary>
    public async Task DealAsync(Run run, IReadOnlyCollection<RunPart> done, CancellationToken cancellationToken)
    {
        foreach (var (from, to) in Missing(run, done))
        {
            await queues.SendReclassifyAsync(
                new RangeMessage { Shop = run.Shop, From = from, To = to, AsOf = run.Date }, cancellationToken);
        }
    }

    /// <summary>The ranges that are not done.</summary>
    public static IEnumerable<(int From, int To)> Missing(Run run, IReadOnlyCollection<RunPart> done) =>
        Buckets.Ranges(run.Ranges).Where(range => done.All(part => part.From != range.From));
}
