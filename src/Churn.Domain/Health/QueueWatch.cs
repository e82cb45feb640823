using Churn.Domain.Telemetry;

namespace Churn.Domain.Health;

/// <summary>Measures every queue, for the alerts.</summary>
public sealed class QueueWatch(IQueueLevels levels, ChurnMetrics metrics, TimeProvider time)
{
    /// <summary>The queues that hold something or have given something up.</summary>
    public async Task<IReadOnlyList<QueueLevel>> RunAsync(CancellationToken cancellationToken)
    {
        var busy = new List<QueueLevel>();
        await foreach (var level in levels.ReadAsync(cancellationToken))
        {
            var age = level.Oldest is { } oldest ? time.GetUtcNow() - oldest : TimeSpan.Zero;
            metrics.Queue(level.Queue, level.Messages, age < TimeSpan.Zero ? TimeSpan.Zero : age, level.Poison);
            if (level.Messages + level.Poison > 0)
            {
                busy.Add(level);
            }
        }

        return busy;
    }
}
