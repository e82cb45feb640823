using System.Collections.Concurrent;
using Churn.Domain.Runs;
using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>
/// Which nightly runs have finished, and so have published what they put into outboxes. A run does not unfinish, so that each is asked for once a process.
/// </summary>
public sealed class FinishedRuns(IRunStore runs)
{
    private readonly ConcurrentDictionary<(ShopId Shop, DateOnly Date), bool> _finished = new();

    /// <summary>The events of an outbox that may not be out.</summary>
    public async ValueTask<IReadOnlyList<BuyerEvent>> StillToPublishAsync(ShopId shop, Outbox outbox, CancellationToken cancellationToken)
    {
        var left = new List<BuyerEvent>(outbox.Pending.Length);
        foreach (var pending in outbox.Pending)
        {
            if (pending.Run is not { } run || !await IsFinishedAsync(shop, run, cancellationToken))
            {
                left.Add(pending);
            }
        }

        return left;
    }

    private async ValueTask<bool> IsFinishedAsync(ShopId shop, DateOnly date, CancellationToken cancellationToken)
    {
        if (_finished.ContainsKey((shop, date)))
        {
            return true;
        }

        if (await runs.FindAsync(shop, date, cancellationToken) is not { State: RunState.Finished })
        {
            return false;
        }

        _finished.TryAdd((shop, date), true);
        return true;
    }
}
