using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>Events may be left: in one buyer's outbox, or in those of a range of buckets (queue <c>outbox</c>). Safe to process twice.</summary>
public sealed record OutboxMessage
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>Null: all buyers of the buckets.</summary>
    public BuyerId? Buyer { get; init; }

    /// <summary>An event that is no buyer's, to be sent; then nothing else is meant.</summary>
    public ChurnEvent? Event { get; init; }

    /// <summary>First bucket.</summary>
    public int From { get; init; }

    /// <summary>Last bucket.</summary>
    public int To { get; init; }

    /// <summary>How often it was tried already.</summary>
    public int Attempts { get; init; }
}
