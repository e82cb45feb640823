using System.Text;
using Azure.Storage.Queues;
using Churn.Domain.Messages;

namespace Churn.Storage.Queues;

/// <summary>Sends messages to the storage queues.</summary>
public sealed class MessageQueues(QueueServiceClient service) : IMessageQueues
{
    /// <summary>The most bytes of a message: below Azure's 64 KiB, with room for what a poison copy or a proxy adds.</summary>
    public const int MaxMessageBytes = 60_000;

    // Each client is made when it is first used: most senders use one or two, and making a client takes long compared with sending in
    // memory.
    private QueueClient Orders => field ??= service.GetQueueClient(QueueNames.Orders);
    private QueueClient Amendments => field ??= service.GetQueueClient(QueueNames.Amendments);
    private QueueClient MergeChecks => field ??= service.GetQueueClient(QueueNames.MergeChecks);
    private QueueClient Outbox => field ??= service.GetQueueClient(QueueNames.Outbox);
    private QueueClient Deliveries => field ??= service.GetQueueClient(QueueNames.Deliveries);
    private QueueClient Accounts => field ??= service.GetQueueClient(QueueNames.Accounts);
    private QueueClient Reclassify => field ??= service.GetQueueClient(QueueNames.Reclassify);
    private QueueClient Offers => field ??= service.GetQueueClient(QueueNames.Offers);
    private QueueClient Rebuild => field ??= service.GetQueueClient(QueueNames.Rebuild);
    private QueueClient Runs => field ??= service.GetQueueClient(QueueNames.Runs);

    public Task SendAsync(OrderMessage message, CancellationToken cancellationToken) =>
        SendAsync(Orders, MessageJson.Write(message), $"order {message.Order.Id} of shop {message.Order.Shop}", cancellationToken);

    public Task SendAsync(AmendmentMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(Amendments, MessageJson.Write(message), $"an amendment of shop {message.Shop}", cancellationToken, delay);

    public Task SendAsync(MergeCheckMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(MergeChecks, MessageJson.Write(message), $"a merge in shop {message.Shop}", cancellationToken, delay);

    public Task SendAsync(OutboxMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(Outbox, MessageJson.Write(message), $"an outbox of shop {message.Shop}", cancellationToken, delay);

    public Task SendAsync(DeliveryMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(Deliveries, MessageJson.Write(message), $"an endpoint of shop {message.Shop}", cancellationToken, delay);

    public Task SendAsync(AccountMessage message, CancellationToken cancellationToken) =>
        SendAsync(Accounts, MessageJson.Write(message), $"an account of shop {message.Shop}", cancellationToken);

    public Task SendReclassifyAsync(RangeMessage message, CancellationToken cancellationToken) =>
        SendAsync(Reclassify, message, cancellationToken);

    public Task SendOffersAsync(RangeMessage message, CancellationToken cancellationToken) =>
        SendAsync(Offers, message, cancellationToken);

    public Task SendRebuildAsync(RebuildMessage message, CancellationToken cancellationToken) =>
        SendAsync(Rebuild, MessageJson.Write(message), $"a range of shop {message.Shop}", cancellationToken);

    public Task SendRunAsync(RunMessage message, CancellationToken cancellationToken) =>
        SendAsync(Runs, MessageJson.Write(message), $"a run of shop {message.Shop}", cancellationToken);

    private static Task SendAsync(QueueClient queue, RangeMessage message, CancellationToken cancellationToken) =>
        SendAsync(queue, MessageJson.Write(message), $"a range of shop {message.Shop}", cancellationToken);

    private static async Task SendAsync(
        QueueClient queue, string text, string what, CancellationToken cancellationToken, TimeSpan delay = default)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes > MaxMessageBytes)
        {
            throw new InvalidOperationException($"The message for {what} has {bytes} bytes; a queue takes {MaxMessageBytes}.");
        }

        await (delay == TimeSpan.Zero
            ? queue.SendMessageAsync(text, cancellationToken)
            : queue.SendMessageAsync(text, visibilityTimeout: delay, cancellationToken: cancellationToken));
    }
}
