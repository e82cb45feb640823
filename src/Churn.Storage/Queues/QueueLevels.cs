using System.Runtime.CompilerServices;
using Azure.Storage.Queues;
using Churn.Domain.Operations;

namespace Churn.Storage.Queues;

/// <summary>Reads how full the queues are. Two requests for each queue, and a third if it is not empty.</summary>
public sealed class QueueLevels(QueueServiceClient service, IPoisonQueues poison) : IQueueLevels
{
    public async IAsyncEnumerable<QueueLevel> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var name in QueueNames.All)
        {
            var queue = service.GetQueueClient(name);
            var messages = (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
            var head = messages == 0 ? [] : (await queue.PeekMessagesAsync(1, cancellationToken)).Value;
            var poisoned = await poison.CountAsync(name, cancellationToken);
            yield return new QueueLevel(name, messages, head.FirstOrDefault()?.InsertedOn, poisoned);
        }
    }
}
