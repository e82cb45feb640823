using System.Runtime.CompilerServices;
using Azure.Storage.Queues;
using Churn.Domain.Health;
using Churn.Domain.Poison;

namespace Churn.Storage.Queues;

/// <summary>Reads how full the queues are: two requests a queue, and a third when there is something in it.</summary>
public sealed class QueueLevels(QueueServiceClient service, IPoisonQueues poison) : IQueueLevels
{
    public async IAsyncEnumerable<QueueLevel> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in QueueNames.All)
        {
            var queue = service.GetQueueClient(name);
            var messages = (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
            var head = messages == 0 ? [] : (await queue.PeekMessagesAsync(1, cancellationToken)).Value;
            yield return new QueueLevel(name, messages, head.FirstOrDefault()?.InsertedOn, await poison.CountAsync(name, cancellationToken));
        }
    }
}
