using Churn.Domain.Orders;

namespace Churn.Domain.Messages;

/// <summary>An order to record, as one delivery stated it (queue <c>orders</c>).</summary>
public sealed record OrderMessage
{
    /// <summary>The version of the message's format.</summary>
    public int V { get; init; } = 1;

    public required Order Order { get; init; }

    /// <summary>When the order's webhook was answered; null if the order came another way.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The trace of the order's webhook, in W3C form; null if there is none.</summary>
    public string? Trace { get; init; }
}
