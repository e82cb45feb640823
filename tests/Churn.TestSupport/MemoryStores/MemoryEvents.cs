using System.Collections.Concurrent;
using Churn.Domain.Events;

namespace Churn.TestSupport.MemoryStores;

/// <summary>Takes events, unless it is out of order, and keeps what nobody fetches.</summary>
public sealed class MemoryEvents : IEventSink, IWaitingEvents
{
    public ConcurrentQueue<ChurnEvent> Taken { get; } = new();

    /// <summary>What lies on the queue, as it was sent.</summary>
    public List<string> Waiting { get; } = [];

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
            lock (Waiting)
            {
                Waiting.Add(EventJson.WriteCloudEvent(event_));
            }
        }

        return Task.CompletedTask;
    }

    public Task<int> RemoveAsync(Func<WaitingEvent, bool> isToGo, CancellationToken cancellationToken)
    {
        lock (Waiting)
        {
            return Task.FromResult(Waiting.RemoveAll(text => EventJson.ReadCloudEvent(text) is { } event_ && isToGo(event_)));
        }
    }
}
