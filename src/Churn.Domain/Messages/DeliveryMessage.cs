using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>Says that events of one subject wait for an endpoint (queue <c>deliveries</c>). Safe to process twice.</summary>
public sealed record DeliveryMessage
{
    /// <summary>The version of the message's format.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>The endpoint's id.</summary>
    public required string Endpoint { get; init; }

    public required string Subject { get; init; }

    /// <summary>Number of failed tries so far.</summary>
    public int Attempts { get; init; }
}
