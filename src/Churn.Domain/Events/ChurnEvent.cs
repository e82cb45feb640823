using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>An event as it leaves the pipeline.</summary>
public sealed record ChurnEvent
{
    public required ShopId Shop { get; init; }

    /// <summary>The same whenever the event is sent again; of no other event. At most 128 characters, letters, digits and '-'.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The buyer's id, or what else it is about: events of one subject keep their order.</summary>
    public required string Subject { get; init; }

    /// <summary>Ascending within the subject; null: the subject has one event only.</summary>
    public long? Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The buyer's relationship, for subscribers' filters.</summary>
    public string? Class { get; init; }

    /// <summary>The event's data, JSON.</summary>
    public required string Data { get; init; }
}
