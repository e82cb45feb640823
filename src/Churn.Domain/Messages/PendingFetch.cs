namespace Churn.Domain.Messages;

/// <summary>An order of which only the id is known: fetch it, or keep the notice until it can be.</summary>
public sealed record PendingFetch
{
    public required string OrderId { get; init; }

    /// <summary>Why the delivery did not say it all, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>When the platform told of the order, by its own clock; null when it did not say.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The platform said that the order was placed to try the shop out.</summary>
    public bool Test { get; init; }

    /// <summary>What kept it from being fetched may pass by itself: a busy or unreachable platform, not a missing setting.</summary>
    public bool MayPass { get; init; }

    /// <summary>How long the platform asked to be left alone when it was last asked; null: it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>How often it was tried again.</summary>
    public int Attempts { get; init; }

    /// <summary>How often it was left to an operator.</summary>
    public int Parked { get; init; }
}
