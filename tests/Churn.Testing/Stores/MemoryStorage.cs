using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Storage.Memory;
using Churn.Storage.Queues;
using Churn.Storage.Tables;
using Churn.Testing.Scenarios;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Testing.Stores;

/// <summary>The app's own stores over tables and queues in memory. Its clock stands still until the test moves it.</summary>
public sealed class MemoryStorage : AppStores
{
    public MemoryStorage()
        : this(new FakeTimeProvider(RecorderScenario.Noon))
    {
    }

    public MemoryStorage(FakeTimeProvider time)
        : this(time, new MemoryTableServiceClient(time), new MemoryQueueServiceClient(time))
    {
    }

    private MemoryStorage(FakeTimeProvider time, MemoryTableServiceClient tables, MemoryQueueServiceClient queues)
        : base(tables, queues)
    {
        (Time, Sent) = (time, new SentMessages(queues));
        foreach (var table in TableNames.All)
        {
            tables.Create(table);
        }

        var poison = QueueNames.All.Select(queue => queue + QueueNames.PoisonSuffix);
        foreach (var queue in QueueNames.All.Concat(poison).Append(QueueNames.BuyerEvents))
        {
            queues.Create(queue);
        }
    }

    /// <summary>The storage's own clock. It decides when messages become visible and expire.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>The messages on the queues.</summary>
    public SentMessages Sent { get; }

    public Task<string> GiveUpAsync(Order order) => GiveUpAsync(QueueNames.Orders, MessageJson.Write(new OrderMessage { Order = order }));

    /// <summary>Puts a message where the Functions host puts messages that failed too often.</summary>
    /// <returns>The message's id.</returns>
    public async Task<string> GiveUpAsync(string queue, string text) =>
        (await QueueService.GetQueueClient(queue + QueueNames.PoisonSuffix).SendMessageAsync(text)).Value.MessageId;
}
