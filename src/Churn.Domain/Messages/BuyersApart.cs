using System.Collections.Immutable;
using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>Buyers who had been one and are several people: they are to be looked through once more.</summary>
public sealed record BuyersApart
{
    public required ShopId Shop { get; init; }

    /// <summary>Under which ids they may stand.</summary>
    public required ImmutableArray<BuyerId> Buyers { get; init; }

    /// <summary>What they share; null: only the platform had said that they are one.</summary>
    public Identifier? Address { get; init; }

    /// <summary>Which of the <see cref="SearchWaits"/> this look has waited, counted from 0.</summary>
    public int Attempt { get; init; }
}
