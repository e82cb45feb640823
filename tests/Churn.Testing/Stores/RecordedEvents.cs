using System.Collections.Concurrent;
using Azure.Storage.Queues;
using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Storage.Events;

namespace Churn.Testing.Stores;

/// <summary>Sends events to their queue and keeps them, unless the test has put it out of order.</summary>
public sealed class RecordedEvents(QueueServiceClient queues) : IEventSink
{
    private readonly QueueEventSink _sink = new(queues);

    public ConcurrentQueue<ChurnEvent> Taken { get; } = new();

    public bool IsDown { get; set; }

    public async Task SendAsync(IReadOnlyList<ChurnEvent> events, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new EventsNotTakenException("The sink of the test is down.", null);
        }

        foreach (var event_ in events)
        {
            Taken.Enqueue(event_);
        }

        await _sink.SendAsync(events, cancellationToken);
    }
}
