using Churn.Domain.Orders;

namespace Churn.Domain.Messages;

/// <summary>An order on its way to the ledger (queue <c>orders</c>): what one delivery said.</summary>
public sealed record OrderMessage
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public required Order Order { get; init; }
}
