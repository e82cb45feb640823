using System.Collections.Immutable;
using Churn.Domain.Identities;

namespace Churn.Domain.Messages;

/// <summary>A customer's record is gone at the platform: their orders stay, but the platform's tools no longer find them by that id.</summary>
public sealed record CustomerRemoval
{
    /// <summary>The customer, under every key of the shop.</summary>
    public required ImmutableArray<Identifier> Customer { get; init; }

    public required string CustomerId { get; init; }
}
