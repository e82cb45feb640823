using Churn.Domain.Buyers;
using Churn.Domain.Classification;
using Churn.Domain.Orders;
using Churn.Domain.Shops;

namespace Churn.Functions.Buyers;

/// <summary>What a request about a buyer asks for; no day means the present state.</summary>
public sealed record BuyerRequest(Shop Shop, Rulebook Rulebook, Buyer Buyer, DateOnly Today, DateOnly? AsOf)
{
    /// <summary>Whether the order had been placed by the day asked for.</summary>
    public bool Covers(Order order) => AsOf is not { } day || Shop.DayOf(order.PlacedAt) <= day;
}
