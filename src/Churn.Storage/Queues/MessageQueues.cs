using System.Text;
using Azure.Storage.Queues;
using Churn.Domain.Messages;

namespace Churn.Storage.Queues;

/// <summary>Sends work to the storage queues.</summary>
public sealed class MessageQueues(QueueServiceClient service) : IMessageQueues
{
    /// <summary>Under Azure's 64 KiB, with room for what a poison copy or a proxy adds. Bytes.</summary>
    public const int MaxMessageBytes = 60_000;

    private readonly QueueClient _orders = service.GetQueueClient(QueueNames.Orders);
    private readonly QueueClient _amendments = service.GetQueueClient(QueueNames.Amendments);
    private readonly QueueClient _searches = service.GetQueueClient(QueueNames.Searches);
    private readonly QueueClient _outbox = service.GetQueueClient(QueueNames.Outbox);
    private readonly QueueClient _deliveries = service.GetQueueClient(QueueNames.Deliveries);
    private readonly QueueClient _accounts = service.GetQueueClient(QueueNames.Accounts);
    private readonly QueueClient _reclassify = service.GetQueueClient(QueueNames.Reclassify);
    private readonly QueueClient _offers = service.GetQueueClient(QueueNames.Offers);
    private readonly QueueClient _rebuild = service.GetQueueClient(QueueNames.Rebuild);
    private readonly QueueClient _runs = service.GetQueueClient(QueueNames.Runs);

    public Task SendAsync(OrderMessage message, CancellationToken cancellationToken) =>
        SendAsync(_orders, MessageJson.Write(message), $"order {message.Order.Id} of shop {message.Order.Shop}", cancellationToken);

    public Task SendAsync(AmendmentMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(_amendments, MessageJson.Write(message), $"an amendment of shop {message.Shop}", cancellationToken, delay);

    public Task SendAsync(OrderSearch message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(_searches, MessageJson.Write(message), $"a search in shop {message.Shop}", cancellationToken, delay);

    public Task SendAsync(OutboxMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(_outbox, MessageJson.Write(message), $"an outbox of shop {message.Shop}", cancellationToken, delay);

    public Task SendAsync(DeliveryMessage message, TimeSpan delay, CancellationToken cancellationToken) =>
        SendAsync(_deliveries, MessageJson.Write(message), $"an endpoint of shop {message.Shop}", cancellationToken, delay);

    public Task SendAsync(AccountMessage message, CancellationToken cancellationToken) =>
        SendAsync(_accounts, MessageJson.Write(message), $"an account of shop {message.Shop}", cancellationToken);

    public Task SendReclassifyAsync(RangeMessage message, CancellationToken cancellationToken) => SendAsync(_reclassify, message, cancellationToken);

    public Task SendOffersAsync(RangeMessage message, CancellationToken cancellationToken) => SendAsync(_offers, message, cancellationToken);

    public Task SendRebuildAsync(RebuildMessage message, CancellationToken cancellationToken) =>
        SendAsync(_rebuild, MessageJson.Write(message), $"a range of shop {message.Shop}", cancellationToken);

    public Task SendRunAsync(RunMessage message, CancellationToken cancellationToken) =>
        SendAsync(_runs, MessageJson.Write(message), $"a run of shop {message.Shop}", cancellationToken);

    private static Task SendAsync(QueueClient queue, RangeMessage message, CancellationToken cancellationToken) =>
        SendAsync(queue, MessageJson.Write(message), $"a range of shop {message.Shop}", cancellationToken);

    private static async Task SendAsync(QueueClient queue, string text, string what, CancellationToken cancellationToken, TimeSpan delay = default)
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
