using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Telemetry;

namespace Churn.Domain.Events;

/// <summary>Publishes the events that wait in buyers' outboxes.</summary>
/// <remarks>
/// An event is in the buyer's row from the transaction that made it until a worker has published it and cleared the outbox. The worker
/// sends all waiting events, oldest first, and then clears them, guarded by the row's ETag. After a crash in between, or a write by another
/// worker, the events are sent again under the same ids, and never in another sequence. A failing sink delays nothing else: the row keeps
/// the events, a message on queue <c>outbox</c> retries them after growing waits, and the nightly run publishes what it finds.
/// </remarks>
public sealed class OutboxPublisher(
    IBuyerStore buyers,
    IBuyerLookup lookup,
    IEventSink sink,
    IMessageQueues queues,
    IFinishedRuns runs,
    ChurnMetrics metrics,
    TimeProvider time)
{
    /// <summary>Waits between tries while a sink fails. The last one repeats.</summary>
    private static readonly TimeSpan[] RetryDelays =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(6),
        TimeSpan.FromHours(12),
    ];

    /// <summary>
    /// With this many identifiers, the event of a first order is not cleared after it is published, because recording alone uses the six
    /// requests that an order may cost.
    /// </summary>
    private const int ManyIdentifiers = 3;

    /// <summary>The wait before a failed sink is tried again.</summary>
    public static TimeSpan FirstWait => RetryDelays[0];

    /// <summary>Publishes the events in a buyer's row that was just read or written, and clears them.</summary>
    /// <param name="row">The row, with its ETag.</param>
    /// <param name="clear">False to leave the events in the row. The next worker that publishes the row then sends them once more.</param>
    /// <returns>The row as it is now; null if another worker changed it meanwhile, or if events are left.</returns>
    public async Task<Buyer?> PublishAsync(Buyer row, bool clear, CancellationToken cancellationToken)
    {
        var left = await runs.StillToPublishAsync(row.Key.Shop, row.Outbox, cancellationToken);
        if (left.Count == 0)
        {
            return row;
        }

        if (!await TrySendAsync([.. left.Select(event_ => event_.Of(row.Key.Shop))], cancellationToken))
        {
            await queues.SendAsync(new OutboxMessage { Shop = row.Key.Shop, Buyer = row.Key.Buyer }, FirstWait, cancellationToken);
            return null;
        }

        var cleared = row with { Outbox = row.Outbox with { Pending = [] } };
        if (!clear)
        {
            return row;
        }

        var receipt = await buyers.CommitAsync(new BuyerTransaction { Buyer = cleared }, cancellationToken);
        return receipt is { Result: WriteResult.Written, ETag: { } etag } ? cleared with { ETag = etag } : null;
    }

    /// <summary>Publishes the events in the row that an order was recorded in.</summary>
    /// <remarks>
    /// A first order with many identifiers leaves its event in the row and so stays within its six requests. The nightly run sends the
    /// event once more, under the same id, and clears a hundred such rows in one request.
    /// </remarks>
    public async Task PublishAsync(RecordedOrder recorded, CancellationToken cancellationToken)
    {
        if (recorded.Row is { Outbox.Pending.Length: > 0 } row)
        {
            var dear = recorded.Outcome == RecordOutcome.New && row.Facts.Orders == 1 && row.Evidence.Identifiers.Count >= ManyIdentifiers;
            await PublishAsync(row, clear: !dear, cancellationToken);
        }
    }

    /// <summary>Reads the buyer's row and publishes its events.</summary>
    public async Task PublishAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        if (await lookup.FindRowAsync(key, cancellationToken) is { Outbox.Pending.Length: > 0 } row)
        {
            await PublishAsync(row, clear: true, cancellationToken);
        }
    }

    /// <summary>Handles a message. If a sink fails, the message is sent again with a longer wait.</summary>
    /// <returns>Whether all events were published.</returns>
    public async Task<bool> HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var done = message.Event is { } event_ ? await TrySendAsync([event_], cancellationToken)
            : message.Buyer is { } buyer ? await PublishLeftAsync(new BuyerKey(message.Shop, buyer), cancellationToken)
            : await SweepAsync(message, cancellationToken);
        if (!done)
        {
            var next = message with { Attempts = message.Attempts + 1 };
            await queues.SendAsync(next, RetryDelays[Math.Min(next.Attempts, RetryDelays.Length - 1)], cancellationToken);
        }

        return done;
    }

    /// <summary>Sends an event that is about no buyer. If a sink fails, it is retried by queue message.</summary>
    public async Task SendAsync(ChurnEvent event_, CancellationToken cancellationToken)
    {
        if (!await TrySendAsync([event_], cancellationToken))
        {
            await queues.SendAsync(new OutboxMessage { Shop = event_.Shop, Event = event_ }, FirstWait, cancellationToken);
        }
    }

    /// <summary>Sends events and returns whether they were accepted.</summary>
    public async Task<bool> TrySendAsync(IReadOnlyList<ChurnEvent> events, CancellationToken cancellationToken)
    {
        if (events.Count == 0)
        {
            return true;
        }

        try
        {
            await sink.SendAsync(events, cancellationToken);
        }
        catch (EventsNotTakenException)
        {
            metrics.NotPublished(events.Count);
            return false;
        }

        var now = time.GetUtcNow();
        foreach (var event_ in events)
        {
            metrics.Published(event_, now);
        }

        return true;
    }

    private async Task<bool> PublishLeftAsync(BuyerKey key, CancellationToken cancellationToken) =>
        await lookup.FindRowAsync(key, cancellationToken) is not { Outbox.Pending.Length: > 0 } row
        || await PublishTogetherAsync([row], cancellationToken);

    /// <summary>Publishes the events in rows of one bucket that were just read or written, and clears them in one request.</summary>
    /// <returns>Whether the events were accepted. If not, they are retried by queue message.</returns>
    public async Task<bool> PublishAsync(IReadOnlyList<Buyer> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0 || await PublishTogetherAsync(rows, cancellationToken))
        {
            return true;
        }

        foreach (var row in rows)
        {
            await queues.SendAsync(new OutboxMessage { Shop = row.Key.Shop, Buyer = row.Key.Buyer }, FirstWait, cancellationToken);
        }

        return false;
    }

    private async Task<bool> SweepAsync(OutboxMessage range, CancellationToken cancellationToken)
    {
        for (var bucket = range.From; bucket <= range.To; bucket++)
        {
            var waiting = await buyers.ScanEventsAsync(range.Shop, Buckets.Name(bucket), cancellationToken).ToListAsync(cancellationToken);
            foreach (var batch in waiting.Chunk(BuyerTransaction.MaxBuyers))
            {
                if (!await PublishTogetherAsync(batch, cancellationToken))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private async Task<bool> PublishTogetherAsync(IReadOnlyList<Buyer> rows, CancellationToken cancellationToken)
    {
        var events = new List<ChurnEvent>();
        foreach (var row in rows)
        {
            var left = await runs.StillToPublishAsync(row.Key.Shop, row.Outbox, cancellationToken);
            events.AddRange(left.Select(event_ => event_.Of(row.Key.Shop)));
        }

        if (!await TrySendAsync(events, cancellationToken))
        {
            return false;
        }

        await buyers.RewriteAsync([.. rows.Select(row => row with { Outbox = row.Outbox with { Pending = [] } })], cancellationToken);
        return true;
    }
}
