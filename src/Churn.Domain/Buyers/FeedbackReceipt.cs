using System.Collections.Immutable;
using Churn.Domain.Orders;

namespace Churn.Domain.Buyers;

/// <summary>An answer as it arrives, with the hashed identifiers of the person who gave it.</summary>
public sealed record FeedbackReceipt
{
    /// <summary>The person's identifiers, at least one.</summary>
    public required ImmutableSortedSet<Identifier> Person { get; init; }

    public required FeedbackKind Kind { get; init; }

    /// <summary>NPS 0 to 10, CSAT 1 to 5.</summary>
    public required int Score { get; init; }

    public required DateTimeOffset At { get; init; }
}
