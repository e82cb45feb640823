using Churn.Domain.Shops;

namespace Churn.Domain.Events;

/// <summary>Whether an endpoint accepts deliveries.</summary>
public sealed record EndpointState
{
    public required ShopId Shop { get; init; }

    /// <summary>The endpoint's id.</summary>
    public required string Id { get; init; }

    /// <summary>When deliveries began to fail; null if the last delivery was accepted.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Number of deliveries that have failed since then.</summary>
    public int Failures { get; init; }

    /// <summary>The last failure: a status or a kind of error, never text from the answer.</summary>
    public string? LastFailure { get; init; }

    /// <summary>When the endpoint was disabled; null if it is enabled.</summary>
    public DateTimeOffset? DisabledAt { get; init; }
}
