using Churn.Domain.Events;
using Churn.Domain.Messages;
using Churn.Storage.Memory;
using Churn.Storage.Queues;

namespace Churn.Testing.Stores;

/// <summary>The messages that were sent to the queues in memory and not processed yet. A test can read and take them.</summary>
public sealed class SentMessages(MemoryQueueServiceClient queues)
{
    public SentQueue<OrderMessage> Orders => Plain<OrderMessage>(QueueNames.Orders);

    public SentQueue<(AmendmentMessage Message, TimeSpan Delay)> Amendments => Delayed<AmendmentMessage>(QueueNames.Amendments);

    public SentQueue<(MergeCheckMessage Message, TimeSpan Delay)> MergeChecks => Delayed<MergeCheckMessage>(QueueNames.MergeChecks);

    public SentQueue<(OutboxMessage Message, TimeSpan Delay)> Outbox => Delayed<OutboxMessage>(QueueNames.Outbox);

    public SentQueue<(DeliveryMessage Message, TimeSpan Delay)> Deliveries => Delayed<DeliveryMessage>(QueueNames.Deliveries);

    public SentQueue<(ShopRequest ShopRequest, TimeSpan Delay)> ShopRequests => Delayed<ShopRequest>(QueueNames.ShopRequests);

    public SentQueue<RangeMessage> Reclassify => Plain<RangeMessage>(QueueNames.Reclassify);

    public SentQueue<RangeMessage> Offers => Plain<RangeMessage>(QueueNames.Offers);

    public SentQueue<RebuildMessage> Rebuild => Plain<RebuildMessage>(QueueNames.Rebuild);

    public SentQueue<AccountMessage> Accounts => Plain<AccountMessage>(QueueNames.Accounts);

    public SentQueue<RunMessage> Runs => Plain<RunMessage>(QueueNames.Runs);

    /// <summary>Events that no other program has taken yet.</summary>
    public SentQueue<WaitingEvent> Events => Of(QueueNames.BuyerEvents, message => EventJson.ReadCloudEvent(message.Text)!);

    private SentQueue<T> Plain<T>(string queue)
        where T : class => Of(queue, message => MessageJson.Read<T>(message.Text));

    private SentQueue<(T, TimeSpan)> Delayed<T>(string queue)
        where T : class =>
        Of(queue, message => (MessageJson.Read<T>(message.Text), message.VisibleOn - message.InsertedOn));

    private SentQueue<T> Of<T>(string queue, Func<MemoryMessage, T> read) => new(queues.Find(queue), read);
}
