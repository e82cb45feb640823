using System.Collections.Concurrent;
using Churn.Domain.Messages;

namespace Churn.LocalHost.MemoryStores;

/// <summary>Queues in memory, to be drained by the test.</summary>
public sealed class MemoryQueues : IMessageQueues
{
    public ConcurrentQueue<OrderMessage> Orders { get; } = new();

    public ConcurrentQueue<(AmendmentMessage Message, TimeSpan Delay)> Amendments { get; } = new();

    public ConcurrentQueue<(OrderSearch Message, TimeSpan Delay)> Searches { get; } = new();

    public ConcurrentQueue<(OutboxMessage Message, TimeSpan Delay)> Outbox { get; } = new();

    public ConcurrentQueue<(DeliveryMessage Message, TimeSpan Delay)> Deliveries { get; } = new();

    public ConcurrentQueue<RangeMessage> Reclassify { get; } = new();

    public ConcurrentQueue<RangeMessage> Offers { get; } = new();

    public ConcurrentQueue<RebuildMessage> Rebuild { get; } = new();

    public ConcurrentQueue<AccountMessage> Accounts { get; } = new();

    public ConcurrentQueue<RunMessage> Runs { get; } = new();

    public Task SendAsync(OrderMessage message, CancellationToken cancellationToken) => Put(Orders, message);

    public Task SendAsync(AmendmentMessage message, TimeSpan delay, CancellationToken cancellationToken) => Put(Amendments, (message, delay));

    public Task SendAsync(OrderSearch message, TimeSpan delay, CancellationToken cancellationToken) => Put(Searches, (message, delay));

    public Task SendAsync(OutboxMessage message, TimeSpan delay, CancellationToken cancellationToken) => Put(Outbox, (message, delay));

    public Task SendAsync(DeliveryMessage message, TimeSpan delay, CancellationToken cancellationToken) => Put(Deliveries, (message, delay));

    public Task SendAsync(AccountMessage message, CancellationToken cancellationToken) => Put(Accounts, message);

    public Task SendReclassifyAsync(RangeMessage message, CancellationToken cancellationToken) => Put(Reclassify, message);

    public Task SendOffersAsync(RangeMessage message, CancellationToken cancellationToken) => Put(Offers, message);

    public Task SendRebuildAsync(RebuildMessage message, CancellationToken cancellationToken) => Put(Rebuild, message);

    public Task SendRunAsync(RunMessage message, CancellationToken cancellationToken) => Put(Runs, message);

    private static Task Put<T>(ConcurrentQueue<T> queue, T message)
    {
        queue.Enqueue(message);
        return Task.CompletedTask;
    }
}
