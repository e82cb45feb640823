using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Runs;

/// <summary>Puts back on the queues what stalled, and gives up clearly.</summary>
public sealed class RunRecovery(IShopDirectory shops, IRunStore runs, RunDealer dealer, IMessageQueues queues, TimeProvider time)
{
    /// <summary>A run that has not finished so long after it was last dealt out has stalled: three leases of a queue message.</summary>
    public static readonly TimeSpan StalledAfter = TimeSpan.FromMinutes(30);

    /// <summary>Runs are put back on the queues this often.</summary>
    public const int MostTries = 5;

    /// <summary>Runs of earlier dates are left alone, days.</summary>
    private const int LooksBackDays = 7;

    /// <summary>Looks after every shop's runs. Returns the runs that were put back or given up, as they are now.</summary>
    public async Task<IReadOnlyList<Run>> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var touched = new List<Run>();
        foreach (var shop in shops.All)
        {
            var open = await runs.ListAsync(shop.Id, shop.DayOf(now).AddDays(-LooksBackDays), cancellationToken)
                .Where(run => run.State == RunState.Running && now - (run.DealtAt ?? run.StartedAt) >= StalledAfter).ToListAsync(cancellationToken);
            foreach (var run in open)
            {
                touched.Add(await RecoverAsync(run, now, cancellationToken));
            }
        }

        return touched;
    }

    private async Task<Run> RecoverAsync(Run run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var done = await runs.ListPartsAsync(run.Shop, run.Date, cancellationToken);
        var missing = RunDealer.Missing(run, done).Select(range => $"{range.From:x2}-{range.To:x2}").ToList();
        var what = missing.Count == 0 ? "the finish" : $"the buckets {string.Join(", ", missing)}";
        if (run.Tries >= MostTries)
        {
            var given = run with { State = RunState.GivenUp, Note = $"Given up after {MostTries} tries: {what} never completed. See the poison queues of reclassify and runs." };
            await runs.ReplaceAsync(given, cancellationToken);
            return given;
        }

        if (missing.Count == 0)
        {
            await queues.SendRunAsync(new RunMessage { Shop = run.Shop, Date = run.Date }, cancellationToken);
        }
        else
        {
            await dealer.DealAsync(run, done, cancellationToken);
        }

        // Refused when the run finished meanwhile: then the messages find nothing left to do.
        var tried = run with { DealtAt = now, Tries = run.Tries + 1, Note = $"Try {run.Tries + 1} of {MostTries}: {what} stalled and was put back on the queue." };
        await runs.ReplaceAsync(tried, cancellationToken);
        return tried;
    }
}
