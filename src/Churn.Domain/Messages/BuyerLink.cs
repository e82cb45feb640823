using System.Collections.Immutable;
using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>The platform says that these identifiers are one person: two of its customers were merged.</summary>
public sealed record BuyerLink
{
    public required ShopId Shop { get; init; }

    /// <summary>At least two.</summary>
    public required ImmutableSortedSet<Identifier> Identifiers { get; init; }
}
