using Churn.Domain.Telemetry;

namespace Churn.Domain.Operations;

/// <summary>Reports the level of every queue as metrics, for the alerts.</summary>
public sealed class QueueWatch(IQueueLevels levels, ChurnMetrics metrics, TimeProvider time)
{
    /// <summary>Measures all queues and returns those that hold messages or have poison messages.</summary>
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

/// <summary>Reads how full the queues are.</summary>
public interface IQueueLevels
{
    /// <summary>Returns the level of every queue.</summary>
    IAsyncEnumerable<QueueLevel> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>How full a queue is.</summary>
/// <param name="Queue">The queue's name.</param>
/// <param name="Messages">Approximate number of messages, including those being processed and those not yet visible.</param>
/// <param name="Oldest">When the message at the head was enqueued; null if no message is visible.</param>
/// <param name="Poison">Approximate number of messages in its poison queue.</param>
public sealed record QueueLevel(string Queue, int Messages, DateTimeOffset? Oldest, int Poison);
