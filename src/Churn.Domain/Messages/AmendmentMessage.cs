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

    public BuyersApart? Apart { get; init; }

    public BuyersSame? Same { get; init; }

    /// <summary>Whose message it is; null: it says nothing.</summary>
    [JsonIgnore]
    public ShopId? Shop => Order?.Shop ?? Link?.Shop ?? Apart?.Shop ?? Same?.Shop;

    /// <summary>When the delivery came; null: nobody noted it.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>How often the order had not arrived yet when this was tried.</summary>
    public int Attempts { get; init; }
}
