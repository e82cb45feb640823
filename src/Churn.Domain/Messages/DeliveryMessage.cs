using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>Events of one subject wait for an endpoint (queue <c>deliveries</c>). Safe to process twice.</summary>
public sealed record DeliveryMessage
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>The endpoint's id.</summary>
    public required string Endpoint { get; init; }

    public required string Subject { get; init; }

    /// <summary>How often it was tried already.</summary>
    public int Attempts { get; init; }
}
