using Churn.Domain.Buyers;
using Churn.Domain.Identity;
using Churn.Domain.Messages;
using Churn.Domain.Telemetry;

namespace Churn.Domain.Events;

/// <summary>Publishes what waits in buyers' outboxes.</summary>
/// <remarks>
/// An event is in the row from the transaction that made it true until somebody has published it and said so. Who publishes sends all that waits, oldest
/// first, and only then clears it, guarded by the row's ETag: a crash in between, or somebody else's write, leaves events that are sent again under the
/// same id, and never one that follows a later one. A sink that is out of order holds nothing up: the row keeps what waits, a message to queue
/// <c>outbox</c> has it tried again, ever later, and the nightly run publishes what it finds.
/// </remarks>
public sealed class OutboxPublisher(IBuyerStore buyers, IBuyerIdentities identities, IEventSink sink, IMessageQueues queues, FinishedRuns runs, ChurnMetrics metrics, TimeProvider time)
{
    /// <summary>Waits between tries while a sink is out of order, the last of them again and again.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
    ];

    /// <summary>Identifiers of a first order from which on nothing is cleared after it: with three, recording alone takes the six requests that it may.</summary>
    private const int ManyIdentifiers = 3;

    /// <summary>How long to wait before a sink is tried again.</summary>
    public static TimeSpan FirstWait => Waits[0];

    /// <summary>Publishes what a buyer's row holds, just read or written, and clears it.</summary>
    /// <param name="row">With its ETag.</param>
    /// <param name="clear">False: it stays in the row, to be sent once more by whoever writes it next.</param>
    /// <param name="cancellationToken">Stops between two requests, which loses nothing.</param>
    /// <returns>The row as it is now; null: it changed meanwhile, or events are left.</returns>
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
        return !clear ? row
            : await buyers.CommitAsync(new BuyerChange { Buyer = cleared }, cancellationToken) is { Result: WriteResult.Written, ETag: { } etag } ? cleared with { ETag = etag }
            : null;
    }

    /// <summary>Publishes what an order's recording made, or found.</summary>
    /// <remarks>
    /// A first order with many identifiers leaves its event in the row, which keeps it within its six requests: the nightly run sends it once more, under
    /// the same id, and clears a hundred such rows in one request.
    /// </remarks>
    public async Task PublishAsync(RecordedOrder recorded, CancellationToken cancellationToken)
    {
        if (recorded.Row is { Outbox.Pending.Length: > 0 } row)
        {
            var dear = recorded.Outcome == RecordOutcome.New && row.Facts.Orders == 1 && row.Evidence.Identifiers.Count >= ManyIdentifiers;
            await PublishAsync(row, clear: !dear, cancellationToken);
        }
    }

    /// <summary>Publishes what the buyer's row holds by now.</summary>
    public async Task PublishAsync(BuyerKey key, CancellationToken cancellationToken)
    {
        if (await identities.FindRowAsync(key, cancellationToken) is { Outbox.Pending.Length: > 0 } row)
        {
            await PublishAsync(row, clear: true, cancellationToken);
        }
    }

    /// <summary>Works off a message, and has it come again when a sink is out of order.</summary>
    /// <returns>Whether all was published.</returns>
    public async Task<bool> HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var done = message.Event is { } event_ ? await TrySendAsync([event_], cancellationToken)
            : message.Buyer is { } buyer ? await PublishLeftAsync(new BuyerKey(message.Shop, buyer), cancellationToken)
            : await SweepAsync(message, cancellationToken);
        if (!done)
        {
            var next = message with { Attempts = message.Attempts + 1 };
            await queues.SendAsync(next, Waits[Math.Min(next.Attempts, Waits.Length - 1)], cancellationToken);
        }

        return done;
    }

    /// <summary>Sends an event that is no buyer's: now, or when the sink is in order again.</summary>
    public async Task SendAsync(ChurnEvent event_, CancellationToken cancellationToken)
    {
        if (!await TrySendAsync([event_], cancellationToken))
        {
            await queues.SendAsync(new OutboxMessage { Shop = event_.Shop, Event = event_ }, FirstWait, cancellationToken);
        }
    }

    /// <summary>Sends events, and says whether they were taken.</summary>
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
        await identities.FindRowAsync(key, cancellationToken) is not { Outbox.Pending.Length: > 0 } row || await PublishTogetherAsync([row], cancellationToken);

    /// <summary>Publishes what waits in the rows of one bucket, just read or written, and clears all of them in one request.</summary>
    /// <returns>Whether it was taken; else it is tried again later.</returns>
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
            var waiting = await buyers.ScanAsync(range.Shop, Buckets.Name(bucket), cancellationToken).Where(buyer => buyer.Outbox.Pending.Length > 0).ToListAsync(cancellationToken);
            foreach (var batch in waiting.Chunk(BuyerChange.MaxBuyers))
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
            events.AddRange((await runs.StillToPublishAsync(row.Key.Shop, row.Outbox, cancellationToken)).Select(event_ => event_.Of(row.Key.Shop)));
        }

        if (!await TrySendAsync(events, cancellationToken))
        {
            return false;
        }

        await buyers.RewriteAsync([.. rows.Select(row => row with { Outbox = row.Outbox with { Pending = [] } })], cancellationToken);
        return true;
    }
}
