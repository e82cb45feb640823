using Churn.Domain.Orders;

namespace Churn.Functions.Api.Buyers;

/// <summary>
/// The current state of an order in a buyer's ledger. It names the kinds of identifiers that led to the buyer, not the identifiers.
/// </summary>
public sealed record OrderView(
    string Id,
    long Version,
    DateTimeOffset PlacedAt,
    string Status,
    string Channel,
    string Currency,
    OrderMoney Money,
    long Refunded,
    bool IsPurchase,
    long NetValue,
    IReadOnlyList<OrderLine> Lines,
    string? Gift,
    bool Subscription,
    bool Test,
    string? CustomerId,
    string? CompanyId,
    IReadOnlyList<string> RecognisedBy)
{
    public static OrderView Of(Order order) => new(
        order.Id,
        order.Version,
        order.PlacedAt,
        order.Status.ToString(),
        order.Channel.ToString(),
        order.Currency,
        order.Money,
        order.Refunded,
        order.IsPurchase,
        order.NetValue,
        order.Lines ?? [],
        order.Gift,
        order.Subscription,
        order.Test,
        order.Buyer.CustomerId,
        order.Buyer.CompanyId,
        [.. order.Buyer.Identifiers.Select(identifier => identifier.Kind.ToString()).Distinct()]);
}
