namespace Churn.Domain.Events;

/// <summary>A sink is out of order. What made the events true is kept all the same; they are published later.</summary>
public sealed class EventsNotTakenException(string message, Exception? cause) : Exception(message, cause);
