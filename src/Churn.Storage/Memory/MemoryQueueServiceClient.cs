using System.Collections.Concurrent;
using Azure.Storage.Queues;

namespace Churn.Storage.Memory;

/// <summary>Queues that lie in this process and go with it.</summary>
/// <param name="time">Says when a message is seen again and when it expires.</param>
public sealed class MemoryQueueServiceClient(TimeProvider time) : QueueServiceClient(MemoryAccount.Queues, MemoryAccount.QueueOptions)
{
    private readonly ConcurrentDictionary<string, MemoryQueue> _queues = new(StringComparer.Ordinal);

    // Kept, unlike those of tables, for senders ask for the same queue again and again: without it the domain's tests take half as long again.
    private readonly ConcurrentDictionary<string, MemoryQueueClient> _clients = new(StringComparer.Ordinal);

    public override QueueClient GetQueueClient(string queueName) =>
        _clients.GetOrAdd(queueName, name => new MemoryQueueClient(name, Find(name)));

    /// <summary>Creates a queue without the cost of a client.</summary>
    internal void Create(string queueName) => Find(queueName).TryCreate();

    internal MemoryQueue Find(string queueName) => _queues.GetOrAdd(queueName, _ => new MemoryQueue(time));
}
