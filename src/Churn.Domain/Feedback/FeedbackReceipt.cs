using System.Collections.Immutable;
using Churn.Domain.Identities;

namespace Churn.Domain.Feedback;

/// <summary>An answer as it arrives: whose it is, as hashes, and what it says.</summary>
public sealed record FeedbackReceipt
{
    /// <summary>Of the person, at least one.</summary>
    public required ImmutableSortedSet<Identifier> Person { get; init; }

    public required FeedbackKind Kind { get; init; }

    /// <summary>NPS 0 to 10, CSAT 1 to 5.</summary>
    public required int Score { get; init; }

    public required DateTimeOffset At { get; init; }
}
