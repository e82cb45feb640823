using System.Text;
using Azure;
using Azure.Storage.Queues;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Storage.Queues;

namespace Churn.Storage.Events;

/// <summary>
/// Sends events to the storage queue <c>buyer-events</c>, one message for each event, if the setting <c>EventSink</c> says so.
/// </summary>
/// <remarks>
/// A queue promises no order, although it hands messages out roughly in it. A reader that needs the order looks at <c>sequence</c>.
/// </remarks>
public sealed class QueueEventSink(QueueServiceClient service) : IEventSink
{
    /// <summary>The number of subjects whose events are sent at once.</summary>
    private const int Lanes = 16;

    /// <summary>How long events are kept, so that a queue without a reader does not grow for ever.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly QueueClient _queue = service.GetQueueClient(QueueNames.BuyerEvents);

    public async Task SendAsync(IReadOnlyList<ChurnEvent> events, CancellationToken cancellationToken)
    {
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(events.GroupBy(event_ => (event_.Shop, event_.Subject)), lanes, async (subject, token) =>
            {
                foreach (var event_ in subject)
                {
                    await SendAsync(event_, token);
                }
            });
        }
        catch (RequestFailedException failure)
        {
            throw new EventsNotTakenException($"The queue of events answered {failure.Status} {failure.ErrorCode}.", failure);
        }
    }

    private Task SendAsync(ChurnEvent event_, CancellationToken cancellationToken)
    {
        var text = EventJson.WriteCloudEvent(event_);
        return Encoding.UTF8.GetByteCount(text) <= MessageQueues.MaxMessageBytes
            ? _queue.SendMessageAsync(text, timeToLive: Kept, cancellationToken: cancellationToken)
            : throw new InvalidOperationException($"Event {event_.Id} is too large for a queue.");
    }
}
