namespace Churn.Domain.Events;

/// <summary>The queue of events that others read where no Service Bus is configured: what nobody has taken yet can still be taken back.</summary>
public interface IWaitingEvents
{
    /// <summary>
    /// Removes events that lie on the queue; the others stay, those of one subject in their order. What a reader has just taken, or somebody else looks
    /// at, is not seen.
    /// </summary>
    /// <returns>How many were removed.</returns>
    Task<int> RemoveAsync(Func<WaitingEvent, bool> isToGo, CancellationToken cancellationToken);
}
