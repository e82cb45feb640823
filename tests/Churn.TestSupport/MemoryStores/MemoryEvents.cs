using System.Collections.Concurrent;
using Churn.Domain.Events;

namespace Churn.TestSupport.MemoryStores;

/// <summary>Takes events, unless it is out of order.</summary>
public sealed class MemoryEvents : IEventSink
{
    public ConcurrentQueue<ChurnEvent> Taken { get; } = new();

    public bool IsDown { get; set; }

    public Task SendAsync(IReadOnlyList<ChurnEvent> events, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new EventsNotTakenException("The sink of the test is down.", null);
        }

        foreach (var event_ in events)
        {
            Taken.Enqueue(event_);
        }

        return Task.CompletedTask;
    }
}
