namespace Churn.Domain.Messages;

/// <summary>An order of which only the id is known: fetch it, or keep the notice until it can be.</summary>
public sealed record PendingFetch
{
    public required string OrderId { get; init; }

    /// <summary>Why the delivery did not say it all, in one sentence.</summary>
    public required string Reason { get; init; }
}
