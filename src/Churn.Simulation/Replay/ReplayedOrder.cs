using Churn.Domain.Orders;
using Churn.Simulation.Shopify;

namespace Churn.Simulation.Replay;

/// <summary>Converts an order of a file to the Shopify order at the time it was placed, before refunds and cancellations.</summary>
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

    /// <summary>Converts minor to major units.</summary>
    public static decimal Major(long minor, string currency) =>
        decimal.Round(minor / (decimal)Math.Pow(10, Currencies.Decimals(currency)), Currencies.Decimals(currency));

    // The writer expects prices that include the tax and, before its deduction, the order's discount. The first line carries whatever the
    // file's lines do not account for.
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

    // The price per unit is rounded down. The last unit carries the remainder.
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
