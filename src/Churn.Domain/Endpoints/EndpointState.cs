using Churn.Domain.Shops;

namespace Churn.Domain.Endpoints;

/// <summary>How an endpoint does.</summary>
public sealed record EndpointState
{
    public required ShopId Shop { get; init; }

    /// <summary>The endpoint's.</summary>
    public required string Id { get; init; }

    /// <summary>Since when nothing was taken; null: the last delivery was.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Deliveries that failed since then.</summary>
    public int Failures { get; init; }

    /// <summary>What the last failure was: a status or a kind of error, nothing of what was answered.</summary>
    public string? LastFailure { get; init; }

    /// <summary>Since when nothing is sent there; null: it is.</summary>
    public DateTimeOffset? DisabledAt { get; init; }
}
