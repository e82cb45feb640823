using Churn.Domain.Buyers;

namespace Churn.Domain.Events;

/// <summary>A receiver of events: a Service Bus topic, a storage queue, or the endpoints of a shop.</summary>
public interface IEventSink
{
    /// <summary>Sends events, those of one subject in sequence. All are accepted when the task completes without an exception.</summary>
    /// <exception cref="EventsNotTakenException">Some or all were not accepted. The caller must send all of them again.</exception>
    Task SendAsync(IReadOnlyList<ChurnEvent> events, CancellationToken cancellationToken);
}

/// <summary>A sink did not accept events. They stay stored and are published later.</summary>
public sealed class EventsNotTakenException(string message, Exception? cause) : Exception(message, cause);
