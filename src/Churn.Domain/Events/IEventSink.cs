namespace Churn.Domain.Events;

/// <summary>Where events go: a Service Bus topic, a storage queue, the endpoints of a shop.</summary>
public interface IEventSink
{
    /// <summary>Sends events, those of one subject in their order. They are taken when the task is done.</summary>
    /// <exception cref="EventsNotTakenException">Some or all were not; to be sent again, all of them.</exception>
    Task SendAsync(IReadOnlyList<ChurnEvent> events, CancellationToken cancellationToken);
}
