using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>What is to be known of an event that was sent, to tell whose it is.</summary>
public sealed record WaitingEvent
{
    public required ShopId Shop { get; init; }

    /// <summary>One of <see cref="EventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The buyer's id, or what else it is about.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The buyer who turned out to be the subject; null: it tells of no merge.</summary>
    public string? From { get; init; }

    /// <summary>The platform's customer id; null: not told.</summary>
    public string? CustomerId { get; init; }
}
