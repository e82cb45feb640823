namespace Churn.Domain.Health;

/// <summary>How full the queues are.</summary>
public interface IQueueLevels
{
    /// <summary>Every queue in turn.</summary>
    IAsyncEnumerable<QueueLevel> ReadAsync(CancellationToken cancellationToken);
}
