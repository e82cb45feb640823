using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Churn.Domain.Identities;

namespace Churn.Domain.Feedback;

/// <summary>An answer as it arrives: whose it is, as hashes, and what it says.</summary>
public sealed record FeedbackReceipt
{
    /// <summary>Of the person, at least one.</summary>
    public required ImmutableSortedSet<Identifier> Person { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required FeedbackKind Kind { get; init; }

    /// <summary>NPS 0 to 10, CSAT 1 to 5.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int Score { get; init; }

    public required DateTimeOffset At { get; init; }
}
