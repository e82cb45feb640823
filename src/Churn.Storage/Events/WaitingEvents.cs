using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Churn.Domain.Events;
using Churn.Storage.Queues;

namespace Churn.Storage.Events;

/// <summary>Looks through the queue <c>buyer-events</c>, which belongs to its readers: they shall notice as little of it as can be.</summary>
/// <remarks>
/// A message can be removed only by whoever was handed it. So up to 32 messages are looked at without being handed out, and if none is meant, nothing
/// else is done. Otherwise all are taken, what is meant is removed, and the rest is given back in its order within each subject; a reader finds nothing
/// meanwhile. Handing out is counted, and a reader may give up what was handed out too often: what was taken a few times is therefore sent anew. A crash
/// gives everything back after <see cref="Hold"/>, and may leave an event twice under one id, as promised. Two that look at once would hide messages from
/// one another, so in one process they take turns; whoever looks in another process at that very moment sees what is left.
/// </remarks>
public sealed class WaitingEvents(QueueServiceClient service) : IWaitingEvents, IDisposable
{
    /// <summary>Messages that are handled at once at most: some minutes' work and a few megabytes.</summary>
    private const int MaxTaken = 100_000;

    private const int Batch = 32;
    private const int Lanes = 16;

    /// <summary>Deliveries after which a message is sent anew: readers give up after five, as the Functions host does.</summary>
    private const int MaxDeliveries = 2;

    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);

    private readonly QueueClient _queue = service.GetQueueClient(QueueNames.BuyerEvents);
    private readonly SemaphoreSlim _turn = new(1);

    public Task<int> RemoveAsync(Func<WaitingEvent, bool> isToGo, CancellationToken cancellationToken) =>
        TakeAsync(text => EventJson.ReadCloudEvent(text) is { } event_ && isToGo(event_), cancellationToken);

    /// <summary>The messages that are meant, by their ids; they stay.</summary>
    public async Task<IReadOnlyList<PeekedEvent>> FindAsync(Func<string, bool> isMeant, CancellationToken cancellationToken)
    {
        var (count, peeked) = await PeekAsync(cancellationToken);
        if (count <= Batch)
        {
            return [.. peeked.Where(message => isMeant(message.MessageText)).Select(message => new PeekedEvent(message.MessageId, message.MessageText))];
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

    // As many as lay there at the beginning: what is sent meanwhile is later than what is looked for.
    private async Task<int> WalkAsync(int count, Func<QueueMessage, bool> isToGo, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await WalkInTurnAsync(Math.Min(MaxTaken, count), isToGo, cancellationToken);
        }
        finally
        {
            _turn.Release(); // Also when storage fails as messages are given back: nobody else shall wait for ever.
        }
    }

    private async Task<int> WalkInTurnAsync(int count, Func<QueueMessage, bool> isToGo, CancellationToken cancellationToken)
    {
        var (held, removed) = (new List<HeldEvent>(), 0);
        try
        {
            while (held.Count + removed < count && (await _queue.ReceiveMessagesAsync(Batch, Hold, cancellationToken)).Value is { Length: > 0 } messages)
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

    // Not cancelled: what was taken out of sight is to come back even when whoever asked has gone.
    private Task GiveBackAsync(List<HeldEvent> held) =>
        Parallel.ForEachAsync(held.GroupBy(message => message.Subject), new ParallelOptions { MaxDegreeOfParallelism = Lanes }, async (subject, _) =>
        {
            foreach (var message in subject)
            {
                await GiveBackAsync(message);
            }
        });

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
            // It was visible again, and somebody else has taken or removed it.
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
            // As above.
        }
    }

    private static HeldEvent HeldOf(QueueMessage message) => new(
        message.MessageId,
        message.PopReceipt,
        EventJson.ReadCloudEvent(message.MessageText) is { } event_ ? $"{event_.Shop} {event_.Subject}" : "",
        message.DequeueCount > MaxDeliveries ? message.MessageText : null,
        LeftOf(message));

    // By the queue's own clock, which has just said until when the message is held.
    private static TimeSpan LeftOf(QueueMessage message)
    {
        var left = message.ExpiresOn - (message.NextVisibleOn - Hold) ?? QueueEventSink.Kept;
        return left > QueueEventSink.Kept ? QueueEventSink.Kept : left < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : left;
    }
}
