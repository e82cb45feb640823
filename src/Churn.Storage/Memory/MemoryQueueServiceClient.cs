using System.Collections.Concurrent;
using Azure.Storage.Queues;

namespace Churn.Storage.Memory;

/// <summary>Queues that lie in this process and go with it.</summary>
/// <param name="time">Says when a message is seen again and when it expires.</param>
public sealed class MemoryQueueServiceClient(TimeProvider time) : QueueServiceClient(MemoryAccount.Queues, MemoryAccount.QueueOptions)
{
    private readonly ConcurrentDictionary<string, MemoryQueueClient> _queues = new(StringComparer.Ordinal);

    public override QueueClient GetQueueClient(string queueName) =>
        _queues.GetOrAdd(queueName, name => new MemoryQueueClient(name, new MemoryQueue(time)));
}
