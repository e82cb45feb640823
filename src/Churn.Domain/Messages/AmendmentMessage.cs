using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>
/// A change to orders or people that is not a whole order (queue <c>amendments</c>). Exactly one of the parts is set.
/// </summary>
public sealed record AmendmentMessage
{
    /// <summary>The version of the message's format.</summary>
    public int V { get; init; } = 1;

    public OrderAmendment? Order { get; init; }

    public BuyerLink? Link { get; init; }

    /// <summary>
    /// Asks for a buyer's orders to be delivered again, because an operator or an erasure marked one of their identifiers.
    /// </summary>
    public BuyerResettlement? Resettlement { get; init; }

    /// <summary>The shop that the message belongs to; null if no part is set.</summary>
    [JsonIgnore]
    public ShopId? Shop => Order?.Shop ?? Link?.Shop ?? Resettlement?.Shop;

    /// <summary>When the delivery arrived; null if it was not noted.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }
}

/// <summary>Says that the platform merged some of its customers: they are one person.</summary>
public sealed record BuyerLink
{
    public required ShopId Shop { get; init; }

    /// <summary>At least two customers, each by its identifiers under every key of the shop.</summary>
    public required ImmutableArray<ImmutableSortedSet<Identifier>> Customers { get; init; }
}

/// <summary>Asks for a buyer's orders to be delivered again, because one of their identifiers was marked.</summary>
public sealed record BuyerResettlement
{
    public required ShopId Shop { get; init; }

    public required BuyerId Buyer { get; init; }
}
