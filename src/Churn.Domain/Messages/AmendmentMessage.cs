namespace Churn.Domain.Messages;

/// <summary>What a delivery said that is not a whole order (queue <c>amendments</c>): exactly one of these.</summary>
public sealed record AmendmentMessage
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public OrderAmendment? Order { get; init; }

    public BuyerLink? Link { get; init; }

    /// <summary>When the delivery came; null: nobody noted it.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>How often the order had not arrived yet when this was tried.</summary>
    public int Attempts { get; init; }
}
