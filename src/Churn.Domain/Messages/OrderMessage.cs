using Churn.Domain.Orders;

namespace Churn.Domain.Messages;

/// <summary>An order on its way to the ledger (queue <c>orders</c>): what one delivery said.</summary>
public sealed record OrderMessage
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public required Order Order { get; init; }

    /// <summary>When its webhook was answered; null: it came another way.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>The trace that its webhook belongs to, in W3C form; null: none.</summary>
    public string? Trace { get; init; }
}
