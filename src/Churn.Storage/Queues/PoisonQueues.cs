using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.Domain.Operations;

namespace Churn.Storage.Queues;

/// <summary>
/// The queues <c>{queue}-poison</c>, to which the Functions host moves messages that failed too often. The host creates them when it needs
/// them.
/// </summary>
public sealed class PoisonQueues(QueueServiceClient service) : IPoisonQueues
{
    private const int Batch = 32;

    /// <summary>
    /// How long messages stay invisible while a queue is read through. A queue has no other way to look past its first 32 messages.
    /// </summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);

    public IReadOnlyList<string> Queues => QueueNames.All;

    public async Task<int> CountAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            return (await Poison(queue).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return 0;
        }
    }

    public async IAsyncEnumerable<PoisonMessage> ReadAsync(string queue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = await CountAsync(queue, cancellationToken);
        if (count is > 0 and <= Batch)
        {
            foreach (var peeked in (await Poison(queue).PeekMessagesAsync(Batch, cancellationToken)).Value)
            {
                yield return Of(queue, peeked.MessageId, peeked.MessageText, peeked.InsertedOn, peeked.ExpiresOn);
            }

            yield break;
        }

        var held = new List<(string Id, string Receipt)>();
        try
        {
            while (held.Count < count && (await ReceiveAsync(queue, cancellationToken)) is { Length: > 0 } messages)
            {
                held.AddRange(messages.Select(message => (message.MessageId, message.PopReceipt)));
                foreach (var message in messages)
                {
                    yield return Of(queue, message.MessageId, message.MessageText, message.InsertedOn, message.ExpiresOn);
                }
            }
        }
        finally
        {
            await ReleaseAsync(queue, held);
        }
    }

    public Task<IReadOnlyCollection<string>> RetryAsync(string queue, string? id, CancellationToken cancellationToken)
    {
        var work = Work(queue);
        return TakeAsync(queue, id, message => work.SendMessageAsync(message.MessageText, cancellationToken), cancellationToken);
    }

    public Task<IReadOnlyCollection<string>> DropAsync(string queue, string? id, CancellationToken cancellationToken) =>
        TakeAsync(queue, id, _ => Task.CompletedTask, cancellationToken);

    public Task SendAsync(PoisonMessage message, CancellationToken cancellationToken) =>
        Work(message.Queue).SendMessageAsync(message.Text, cancellationToken);

    // Takes as many messages as lay there at the beginning. A retried message that fails again comes back, and would be taken for ever.
    private async Task<IReadOnlyCollection<string>> TakeAsync(
        string queue, string? id, Func<QueueMessage, Task> before, CancellationToken cancellationToken)
    {
        var count = await CountAsync(queue, cancellationToken);
        var taken = new List<string>();
        var held = new List<(string Id, string Receipt)>();
        try
        {
            while (taken.Count + held.Count < count
                && (id is null || taken.Count == 0)
                && await ReceiveAsync(queue, cancellationToken) is { Length: > 0 } messages)
            {
                held.AddRange(messages.Select(message => (message.MessageId, message.PopReceipt)));
                foreach (var message in messages.Where(message => id is null || message.MessageId == id))
                {
                    await before(message);
                    await Poison(queue).DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellationToken);
                    held.Remove((message.MessageId, message.PopReceipt));
                    taken.Add(message.MessageId);
                }
            }
        }
        finally
        {
            await ReleaseAsync(queue, held);
        }

        return taken;
    }

    private async Task<QueueMessage[]> ReceiveAsync(string queue, CancellationToken cancellationToken) =>
        (await Poison(queue).ReceiveMessagesAsync(Batch, Hold, cancellationToken)).Value;

    // Not cancelled: messages that were taken out of sight must come back even if the reader has given up. A message that cannot be given
    // back becomes visible when its time is over.
    private async Task ReleaseAsync(string queue, List<(string Id, string Receipt)> held)
    {
        foreach (var (id, receipt) in held)
        {
            try
            {
                await Poison(queue).UpdateMessageAsync(id, receipt, visibilityTimeout: TimeSpan.Zero);
            }
            catch (RequestFailedException failure) when (failure.Status is 400 or 404)
            {
                // The message was visible again, and another reader has received or removed it.
            }
        }
    }

    private QueueClient Poison(string queue) => service.GetQueueClient(Known(queue) + QueueNames.PoisonSuffix);

    private QueueClient Work(string queue) => service.GetQueueClient(Known(queue));

    private string Known(string queue) =>
        Queues.Contains(queue) ? queue : throw new ArgumentException("No queue of this app has that name.", nameof(queue));

    private static PoisonMessage Of(string queue, string id, string? text, DateTimeOffset? insertedOn, DateTimeOffset? expiresOn) => new()
    {
        Queue = queue,
        Id = id,
        Text = text ?? "",
        InsertedOn = insertedOn ?? DateTimeOffset.UnixEpoch,
        ExpiresOn = expiresOn,
    };
}
