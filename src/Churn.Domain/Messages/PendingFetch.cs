using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>An order that must be fetched, because only its id is known. The shop request is kept until that succeeds.</summary>
public sealed record PendingFetch
{
    public required string OrderId { get; init; }

    /// <summary>Why the order must still be fetched, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>When the platform reported the order, by its own clock; null if it did not say.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether the platform reported the order as a test order.</summary>
    public bool Test { get; init; }

    /// <summary>Whether the failure may pass by itself: the platform is busy or unreachable, as opposed to a missing setting.</summary>
    public bool MayPass { get; init; }

    /// <summary>The wait that the platform asked for in its last answer; null if it asked for none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Number of retries so far.</summary>
    public int Attempts { get; init; }

    /// <summary>How often the shop request was left for an operator.</summary>
    public int Parked { get; init; }
}

/// <summary>Fetches orders from a platform that a delivery only named.</summary>
public interface IPendingFetches
{
    /// <summary>
    /// Fetches the order and enqueues it. Returns null if that succeeded; otherwise the fetch with the reason why it failed.
    /// </summary>
    Task<PendingFetch?> TryAsync(ShopId shop, PendingFetch pending, CancellationToken cancellationToken);
}
