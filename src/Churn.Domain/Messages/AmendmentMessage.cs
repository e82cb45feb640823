using System.Text.Json.Serialization;
using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>What was said of orders and people that is not a whole order (queue <c>amendments</c>): exactly one of these.</summary>
public sealed record AmendmentMessage
{
    /// <summary>Version of this form.</summary>
    public int V { get; init; } = 1;

    public OrderAmendment? Order { get; init; }

    public BuyerLink? Link { get; init; }

    /// <summary>A buyer to whom what an operator or an erasure said of an identifier is to be applied.</summary>
    public BuyerResettlement? Resettlement { get; init; }

    /// <summary>Whose message it is; null: it says nothing.</summary>
    [JsonIgnore]
    public ShopId? Shop => Order?.Shop ?? Link?.Shop ?? Resettlement?.Shop;

    /// <summary>When the delivery came; null: nobody noted it.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }
}
