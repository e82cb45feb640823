using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>The part of a published event that tells which shop, buyer and customer it is about.</summary>
public sealed record WaitingEvent
{
    public required ShopId Shop { get; init; }

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The id of the buyer or of whatever else the event is about.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The buyer that was merged into the subject; null if the event reports no merge.</summary>
    public string? From { get; init; }

    /// <summary>The platform's customer id; null if the event has none.</summary>
    public string? CustomerId { get; init; }
}

/// <summary>
/// The storage queue that external readers take events from if no Service Bus is configured. Events that no reader has
/// taken yet can still be removed.
/// </summary>
public interface IWaitingEvents
{
    /// <summary>
    /// Removes the selected events from the queue. The others stay, those of one subject in sequence. Events that another reader has
    /// received, and that are therefore hidden at the moment, are not found.
    /// </summary>
    /// <returns>How many were removed.</returns>
    Task<int> RemoveAsync(Func<WaitingEvent, bool> isToGo, CancellationToken cancellationToken);
}
