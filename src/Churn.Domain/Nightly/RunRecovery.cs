using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Domain.Nightly;

/// <summary>Puts stalled work of runs back on the queues, and gives a run up after several tries.</summary>
public sealed class RunRecovery(IShopDirectory shops, IRunStore runs, RunScheduler scheduler, IMessageQueues queues, TimeProvider time)
{
    /// <summary>
    /// A run has stalled if it has not finished this long after its ranges were last put on the queue: three leases of a queue message.
    /// </summary>
    public static readonly TimeSpan StalledAfter = TimeSpan.FromMinutes(30);

    /// <summary>How often a run is put back on the queues before it is given up.</summary>
    public const int MostTries = 5;

    /// <summary>Runs that are older, in days, are left alone.</summary>
    private const int LooksBackDays = 7;

    /// <summary>Looks at every shop's runs. Returns the runs that were put back or given up, as they are now.</summary>
    public async Task<IReadOnlyList<Run>> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var touched = new List<Run>();
        foreach (var shop in shops.All)
        {
            var open = await runs.ListAsync(shop.Id, shop.DayOf(now).AddDays(-LooksBackDays), cancellationToken)
                .Where(run => run.State == RunState.Running && now - (run.DealtAt ?? run.StartedAt) >= StalledAfter)
                .ToListAsync(cancellationToken);
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
        var missing = RunScheduler.Missing(run, done).Select(range => $"{range.From:x2}-{range.To:x2}").ToList();
        var what = missing.Count == 0 ? "the finish" : $"the buckets {string.Join(", ", missing)}";
        if (run.Tries >= MostTries)
        {
            var given = run with
            {
                State = RunState.GivenUp,
                Note = $"Given up after {MostTries} tries: {what} never completed. See the poison queues of reclassify and runs.",
            };
            await runs.ReplaceAsync(given, cancellationToken);
            return given;
        }

        if (missing.Count == 0)
        {
            await queues.SendRunAsync(new RunMessage { Shop = run.Shop, Date = run.Date }, cancellationToken);
        }
        else
        {
            await scheduler.DealAsync(run, done, cancellationToken);
        }

        // Refused if the run finished meanwhile; then the messages find nothing left to do.
        var tried = run with
        {
            DealtAt = now,
            Tries = run.Tries + 1,
            Note = $"Try {run.Tries + 1} of {MostTries}: the recovery put {what} back on the queue.",
        };
        await runs.ReplaceAsync(tried, cancellationToken);
        return tried;
    }
}
