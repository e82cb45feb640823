using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Runs;

/// <summary>
/// Starts each shop's run of the business date that has come due, which is all the timer does. Whoever inserts the run's row starts it, so that any
/// number of timers may try; a range that is put on the queue twice finds that it is done.
/// </summary>
public sealed class RunDealer(IShopDirectory shops, IRunStore runs, IMessageQueues queues, TimeProvider time)
{
    /// <summary>Starts what is due. Returns how many runs were started.</summary>
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
        // The point read spares a refused insert on all but one of the day's timers.
        if (await runs.FindAsync(shop.Id, date, cancellationToken) is null)
        {
            await runs.AddAsync(new Run { Shop = shop.Id, Date = date, Ranges = RangeDealer.Ranges, StartedAt = time.GetUtcNow() }, cancellationToken);
        }

        // Read again: another timer may have inserted it, and one that crashed before dealing left no DealtAt.
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
            await queues.SendReclassifyAsync(new RangeMessage { Shop = run.Shop, From = from, To = to, AsOf = run.Date }, cancellationToken);
        }
    }

    /// <summary>The ranges that are not done.</summary>
    public static IEnumerable<(int From, int To)> Missing(Run run, IReadOnlyCollection<RunPart> done) =>
        Buckets.Ranges(run.Ranges).Where(range => done.All(part => part.From != range.From));
}
