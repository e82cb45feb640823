namespace Churn.Domain.Poison;

/// <summary>The poison queues, each named by the queue whose messages end there.</summary>
public interface IPoisonQueues
{
    /// <summary>Every queue that has one.</summary>
    IReadOnlyList<string> Queues { get; }

    /// <summary>Messages in a poison queue, about; 0 when there is none.</summary>
    Task<int> CountAsync(string queue, CancellationToken cancellationToken);

    /// <summary>
    /// The messages of a poison queue, about oldest first. More than 32 of them are out of others' sight while they are read, and come back at the end,
    /// or ten minutes later if the reader dies.
    /// </summary>
    IAsyncEnumerable<PoisonMessage> ReadAsync(string queue, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a message back on its queue, or all of them, and removes it from the poison queue. In that order: a crash in between has it worked on
    /// twice, which every message bears.
    /// </summary>
    /// <param name="queue">One of <see cref="Queues"/>.</param>
    /// <param name="id">Which message; null: all that lie there now.</param>
    /// <param name="cancellationToken">Stops between two messages.</param>
    /// <returns>The ids of those put back.</returns>
    Task<IReadOnlyCollection<string>> RetryAsync(string queue, string? id, CancellationToken cancellationToken);

    /// <summary>Removes a message from a poison queue, or all of them.</summary>
    /// <returns>The ids of those removed.</returns>
    Task<IReadOnlyCollection<string>> DropAsync(string queue, string? id, CancellationToken cancellationToken);

    /// <summary>Puts a kept message's text back on its queue.</summary>
    Task SendAsync(PoisonMessage message, CancellationToken cancellationToken);
}
