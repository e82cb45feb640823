using Churn.Domain.Buyers;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>
/// Says that events may wait in one buyer's outbox, or in those of a range of buckets (queue <c>outbox</c>). Safe to process twice.
/// </summary>
public sealed record OutboxMessage
{
    /// <summary>The version of the message's format.</summary>
    public int V { get; init; } = 1;

    public required ShopId Shop { get; init; }

    /// <summary>The buyer; null for all buyers of the buckets.</summary>
    public BuyerId? Buyer { get; init; }

    /// <summary>An event to send that is about no buyer. If it is set, <see cref="Buyer"/> and the buckets are ignored.</summary>
    public ChurnEvent? Event { get; init; }

    /// <summary>First bucket, 0 to 255.</summary>
    public int From { get; init; }

    /// <summary>Last bucket, inclusive.</summary>
    public int To { get; init; }

    /// <summary>Number of failed tries so far.</summary>
    public int Attempts { get; init; }
}
