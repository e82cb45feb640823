using Churn.Domain.Orders;
using Churn.LocalHost.Shopify;

namespace Churn.LocalHost.Replay;

/// <summary>An order of a file as a Shopify shop would have it when it was placed, before refunds and cancellations.</summary>
internal static class ReplayedOrder
{
    private const long UnknownProduct = 1;
    private const string UnknownTitle = "Item";

    public static ShopifyOrder Of(Order order, long id, long customer, string email) => new()
    {
        Id = id,
        PlacedAt = order.PlacedAt,
        UpdatedAt = order.PlacedAt,
        Currency = order.Currency,
        CustomerId = customer,
        Email = email,
        Lines = Lines(order),
        Discount = Major(order.Money.Discounts, order.Currency),
        Shipping = Major(order.Money.Shipping, order.Currency),
        Source = order.Channel switch
        {
            OrderChannel.Web => "web",
            OrderChannel.Pos => "pos",
            OrderChannel.Draft => "shopify_draft_order",
            OrderChannel.Subscription => "subscription_contract",
            OrderChannel.Marketplace => "amazon",
            _ => "other",
        },
        Tags = order.Subscription ? "subscription" : "",
        Note = order.Gift is null ? null : "A gift",
        IsPaid = order.Status != OrderStatus.Placed,
        IsTest = order.Test,
    };

    /// <summary>An amount of minor units in major ones.</summary>
    public static decimal Major(long minor, string currency) =>
        decimal.Round(minor / (decimal)Math.Pow(10, Currencies.Decimals(currency)), Currencies.Decimals(currency));

    // The lines' prices hold the tax and the order's discount, as the writer has it. What the file's lines leave of that is in the first.
    private static List<ShopifyLine> Lines(Order order)
    {
        var whole = order.Money.Gross + order.Money.Tax;
        var lines = order.Lines is { Length: > 0 } named ? named : [];
        var rest = whole - lines.Sum(line => line.Net);
        if (lines.Length == 0 || rest < 0)
        {
            return [new(UnknownProduct, UnknownTitle, 1, Major(whole, order.Currency))];
        }

        return [.. lines.SelectMany((line, index) => Priced(line, line.Net + (index == 0 ? rest : 0), order.Currency))];
    }

    // The units' price is rounded down; the last unit carries what that leaves.
    private static IEnumerable<ShopifyLine> Priced(OrderLine line, long net, string currency)
    {
        var (product, quantity) = (ReplayIds.Product(line.Product), (int)Math.Clamp(Math.Floor(line.Quantity), 1, int.MaxValue));
        var (price, left) = Math.DivRem(net, quantity);
        if (left == 0)
        {
            return [new(product, line.Product, quantity, Major(price, currency))];
        }

        var last = new ShopifyLine(product, line.Product, 1, Major(net - (price * (quantity - 1)), currency));
        return quantity == 1 ? [last] : [new(product, line.Product, quantity - 1, Major(price, currency)), last];
    }
}
