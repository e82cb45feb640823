using System.Collections.Concurrent;
using Azure.Storage.Queues;

namespace Churn.Storage.Memory;

/// <summary>Queues in the memory of this process.</summary>
/// <param name="time">Decides when a message becomes visible again and when it expires.</param>
public sealed class MemoryQueueServiceClient(TimeProvider time) : QueueServiceClient(MemoryAccount.Queues, MemoryAccount.QueueOptions)
{
    private readonly ConcurrentDictionary<string, MemoryQueue> _queues = new(StringComparer.Ordinal);

    // Clients of queues are cached, unlike those of tables: senders ask for the same queue again and again, and without the cache the tests
    // of the domain take half as long again.
    private readonly ConcurrentDictionary<string, MemoryQueueClient> _clients = new(StringComparer.Ordinal);

    public override QueueClient GetQueueClient(string queueName) =>
        _clients.GetOrAdd(queueName, name => new MemoryQueueClient(name, Find(name)));

    /// <summary>Creates a queue without the cost of a client.</summary>
    internal void Create(string queueName) => Find(queueName).TryCreate();

    internal MemoryQueue Find(string queueName) => _queues.GetOrAdd(queueName, _ => new MemoryQueue(time));
}
