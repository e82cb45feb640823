using Churn.Domain.Shops;

namespace Churn.Domain.Buyers;

/// <summary>An event in the form in which it leaves the pipeline.</summary>
public sealed record ChurnEvent
{
    public required ShopId Shop { get; init; }

    /// <summary>Unique, and the same whenever the event is sent again. At most 128 characters: letters, digits and '-'.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The id of the buyer or of whatever else the event is about. Events of one subject are sent in sequence.</summary>
    public required string Subject { get; init; }

    /// <summary>Ascending within the subject; null if the subject has only one event.</summary>
    public long? Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The buyer's relationship, for subscribers' filters.</summary>
    public string? Class { get; init; }

    /// <summary>The event's data, JSON.</summary>
    public required string Data { get; init; }
}
