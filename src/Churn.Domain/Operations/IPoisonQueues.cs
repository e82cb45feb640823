namespace Churn.Domain.Operations;

/// <summary>The poison queues. Each is named by the queue that its messages come from.</summary>
public interface IPoisonQueues
{
    /// <summary>All queues that have a poison queue.</summary>
    IReadOnlyList<string> Queues { get; }

    /// <summary>Returns the approximate number of messages in a poison queue; 0 if the poison queue does not exist.</summary>
    Task<int> CountAsync(string queue, CancellationToken cancellationToken);

    /// <summary>
    /// Reads the messages of a poison queue, approximately oldest first. If there are more than 32, they are hidden from other readers
    /// until the reading ends, or for ten minutes if the reader dies.
    /// </summary>
    IAsyncEnumerable<PoisonMessage> ReadAsync(string queue, CancellationToken cancellationToken);

    /// <summary>
    /// Enqueues one message, or all, on the original queue again, and then removes it from the poison queue. After a crash in between, a
    /// message is processed twice, which is safe for every message.
    /// </summary>
    /// <param name="queue">One of <see cref="Queues"/>.</param>
    /// <param name="id">The message's id; null for all messages that are in the poison queue now.</param>
    /// <returns>The ids of the messages enqueued again.</returns>
    Task<IReadOnlyCollection<string>> RetryAsync(string queue, string? id, CancellationToken cancellationToken);

    /// <summary>Removes one message, or all, from a poison queue.</summary>
    /// <returns>The ids of the removed messages.</returns>
    Task<IReadOnlyCollection<string>> DropAsync(string queue, string? id, CancellationToken cancellationToken);

    /// <summary>Enqueues the text of a message kept in the table on its original queue.</summary>
    Task SendAsync(PoisonMessage message, CancellationToken cancellationToken);
}
