using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.Domain.Events;
using Churn.Storage.Queues;

namespace Churn.Storage.Events;

/// <summary>
/// Finds and removes events on the queue <c>buyer-events</c>. The queue belongs to its readers, which should notice as little of this as
/// possible.
/// </summary>
/// <remarks>
/// A message can be removed only after it was received. So up to 32 messages are first looked at without being received, and if none of
/// them matches, nothing else is done. Otherwise all messages are received, matching ones are removed, and the rest is given back in its
/// order within each subject. Meanwhile a reader finds nothing. Receiving is counted, and a reader may give up a message that was received
/// too often, so a message that was received a few times is sent as a new one. A crash gives everything back after <see cref="Hold"/>, and
/// may leave an event twice under one id, which readers have to expect. Two searches at once would hide messages from each other, so
/// searches in one process take turns. A search in another process at the same moment sees only what is left.
/// </remarks>
public sealed class WaitingEvents(QueueServiceClient service) : IWaitingEvents, IDisposable
{
    /// <summary>The most messages that are handled at once: a few minutes' work and a few megabytes.</summary>
    private const int MaxTaken = 100_000;

    private const int Batch = 32;
    private const int Lanes = 16;

    /// <summary>
    /// The deliveries after which a message is sent as a new one. Readers give up after five, as the Functions host does.
    /// </summary>
    private const int MaxDeliveries = 2;

    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);

    private readonly QueueClient _queue = service.GetQueueClient(QueueNames.BuyerEvents);
    private readonly SemaphoreSlim _turn = new(1);

    public Task<int> RemoveAsync(Func<WaitingEvent, bool> isToGo, CancellationToken cancellationToken) =>
        TakeAsync(text => EventJson.ReadCloudEvent(text) is { } event_ && isToGo(event_), cancellationToken);

    /// <summary>Finds the messages that match. They stay on the queue.</summary>
    public async Task<IReadOnlyList<PeekedEvent>> FindAsync(Func<string, bool> isMeant, CancellationToken cancellationToken)
    {
        var (count, peeked) = await PeekAsync(cancellationToken);
        if (count <= Batch)
        {
            return
            [
                .. peeked.Where(message => isMeant(message.MessageText))
                    .Select(message => new PeekedEvent(message.MessageId, message.MessageText)),
            ];
        }

        var found = new List<PeekedEvent>();
        await WalkAsync(
            count, message =>
            {
                found.AddRange(isMeant(message.MessageText) ? [new PeekedEvent(message.MessageId, message.MessageText)] : []);
                return false;
            }, cancellationToken);
        return found;
    }

    public void Dispose() => _turn.Dispose();

    private async Task<int> TakeAsync(Func<string, bool> isToGo, CancellationToken cancellationToken)
    {
        var (count, peeked) = await PeekAsync(cancellationToken);
        return count == 0 || (count <= Batch && !peeked.Any(message => isToGo(message.MessageText)))
            ? 0
            : await WalkAsync(count, message => isToGo(message.MessageText), cancellationToken);
    }

    private async Task<(int Count, PeekedMessage[] Peeked)> PeekAsync(CancellationToken cancellationToken)
    {
        try
        {
            var count = (await _queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
            return (count, count == 0 ? [] : (await _queue.PeekMessagesAsync(Batch, cancellationToken)).Value);
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return (0, []);
        }
    }

    // Handles as many messages as lay there at the beginning. Later messages are newer than the events that are searched for.
    private async Task<int> WalkAsync(int count, Func<QueueMessage, bool> isToGo, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await WalkInTurnAsync(Math.Min(MaxTaken, count), isToGo, cancellationToken);
        }
        finally
        {
            _turn.Release(); // Also if storage fails while messages are given back; otherwise later searches would wait for ever.
        }
    }

    private async Task<int> WalkInTurnAsync(int count, Func<QueueMessage, bool> isToGo, CancellationToken cancellationToken)
    {
        var (held, removed) = (new List<HeldEvent>(), 0);
        try
        {
            while (held.Count + removed < count
                && (await _queue.ReceiveMessagesAsync(Batch, Hold, cancellationToken)).Value is { Length: > 0 } messages)
            {
                var gone = messages.Where(isToGo).ToList();
                held.AddRange(messages.Except(gone).Select(HeldOf));
                foreach (var message in gone)
                {
                    await DeleteAsync(message.MessageId, message.PopReceipt);
                    removed++;
                }
            }
        }
        finally
        {
            await GiveBackAsync(held);
        }

        return removed;
    }

    // Not cancelled: messages that were taken out of sight must come back even if the caller has given up.
    private Task GiveBackAsync(List<HeldEvent> held)
    {
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = Lanes };
        return Parallel.ForEachAsync(held.GroupBy(message => message.Subject), lanes, async (subject, _) =>
        {
            foreach (var message in subject)
            {
                await GiveBackAsync(message);
            }
        });
    }

    private async Task GiveBackAsync(HeldEvent message)
    {
        if (message.Text is { } text)
        {
            await _queue.SendMessageAsync(text, timeToLive: message.Left);
            await DeleteAsync(message.Id, message.Receipt);
            return;
        }

        try
        {
            await _queue.UpdateMessageAsync(message.Id, message.Receipt, visibilityTimeout: TimeSpan.Zero);
        }
        catch (RequestFailedException failure) when (failure.Status is 400 or 404)
        {
            // The message was visible again, and a reader has received or removed it.
        }
    }

    private async Task DeleteAsync(string id, string receipt)
    {
        try
        {
            await _queue.DeleteMessageAsync(id, receipt, CancellationToken.None);
        }
        catch (RequestFailedException failure) when (failure.Status is 400 or 404)
        {
            // As above: a reader has received or removed it.
        }
    }

    private static HeldEvent HeldOf(QueueMessage message) => new(
        message.MessageId,
        message.PopReceipt,
        EventJson.ReadCloudEvent(message.MessageText) is { } event_ ? $"{event_.Shop} {event_.Subject}" : "",
        message.DequeueCount > MaxDeliveries ? message.MessageText : null,
        LeftOf(message));

    // Measured by the queue's own clock, which has just said until when the message is held.
    private static TimeSpan LeftOf(QueueMessage message)
    {
        var left = message.ExpiresOn - (message.NextVisibleOn - Hold) ?? QueueEventSink.Kept;
        return left > QueueEventSink.Kept ? QueueEventSink.Kept : left < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : left;
    }
}

/// <summary>A message that was taken from the queue and is to be given back.</summary>
/// <param name="Receipt">The receipt that the queue handed out with the message.</param>
/// <param name="Subject">The shop and the subject of its event; events of one subject keep their order.</param>
/// <param name="Text">The text to send as a new message; null if the message itself is given back.</param>
/// <param name="Left">How long the message would still have lain on the queue.</param>
internal sealed record HeldEvent(string Id, string Receipt, string Subject, string? Text, TimeSpan Left);

/// <summary>An event that lies on the queue.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Text">The event as it was sent.</param>
public sealed record PeekedEvent(string Id, string Text);
