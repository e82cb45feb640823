namespace Churn.Domain.Messages;

/// <summary>Sends messages to the work queues. A message is on its queue when the task completes.</summary>
public interface IMessageQueues
{
    Task SendAsync(OrderMessage message, CancellationToken cancellationToken);

    /// <param name="delay">How long the message stays invisible: zero to seven days.</param>
    Task SendAsync(AmendmentMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <param name="delay">How long the message stays invisible: zero to seven days.</param>
    Task SendAsync(MergeCheckMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <param name="delay">How long the message stays invisible: zero to seven days.</param>
    Task SendAsync(OutboxMessage message, TimeSpan delay, CancellationToken cancellationToken);

    /// <param name="delay">How long the message stays invisible: zero to seven days.</param>
    Task SendAsync(DeliveryMessage message, TimeSpan delay, CancellationToken cancellationToken);

    Task SendAsync(AccountMessage message, CancellationToken cancellationToken);

    Task SendReclassifyAsync(RangeMessage message, CancellationToken cancellationToken);

    Task SendOffersAsync(RangeMessage message, CancellationToken cancellationToken);

    Task SendRebuildAsync(RebuildMessage message, CancellationToken cancellationToken);

    Task SendRunAsync(RunMessage message, CancellationToken cancellationToken);
}

/// <summary>How long a worker may be at a message.</summary>
public static class WorkerLifetime
{
    /// <summary>
    /// By then a worker that took a message has ended: it is longer than a function runs (ten minutes) and than a worker remembers that a
    /// shop is not erased (one minute).
    /// </summary>
    public static readonly TimeSpan Ended = TimeSpan.FromMinutes(15);
}
