using System.Collections.Concurrent;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Shops;

namespace Churn.Domain.Nightly;

/// <summary>
/// Knows which nightly runs have finished, so that the events they put into outboxes are published. A finished run stays finished, so its
/// state is read only once per process.
/// </summary>
public sealed class FinishedRuns(IRunStore runs) : IFinishedRuns
{
    private readonly ConcurrentDictionary<(ShopId Shop, DateOnly Date), bool> _finished = new();

    /// <inheritdoc />
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
