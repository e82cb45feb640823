using System.Collections.Immutable;
using Churn.Domain.Identities;

namespace Churn.Domain.Messages;

/// <summary>A legal request about what is held.</summary>
public sealed record PrivacyRequest
{
    public required PrivacyRequestKind Kind { get; init; }

    /// <summary>The person, under every key of the shop; empty when the whole shop is meant.</summary>
    public ImmutableSortedSet<Identifier> Person { get; init; } = [];

    /// <summary>The platform's customer id; null when not said.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The orders the platform names; empty when it names none.</summary>
    public ImmutableArray<string> OrderIds { get; init; } = [];

    /// <summary>The platform's number of the request; null when it has none.</summary>
    public string? RequestId { get; init; }

    /// <summary>When the platform sent it (its own clock), so that a late erasure does not wipe a newer installation; null when it does not say.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>With the second pass: companies that the first one found the person to have ordered for.</summary>
    public ImmutableArray<string> Companies { get; init; } = [];

    /// <summary>The second pass of an erasure, sent by ourselves with all that the first one found.</summary>
    public bool Again { get; init; }
}
