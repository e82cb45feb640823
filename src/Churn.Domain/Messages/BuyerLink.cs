using System.Collections.Immutable;
using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>The platform says that some of its customers are one person: it has merged them.</summary>
public sealed record BuyerLink
{
    public required ShopId Shop { get; init; }

    /// <summary>At least two customers, each by its identifiers under every key of the shop.</summary>
    public required ImmutableArray<ImmutableSortedSet<Identifier>> Customers { get; init; }
}
