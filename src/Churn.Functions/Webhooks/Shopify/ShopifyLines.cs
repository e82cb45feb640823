using System.Collections.Immutable;
using Churn.Domain.Orders;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Shopify;

/// <summary>An order's lines as they stand after edits and returns; lines of which nothing is left are gone.</summary>
internal static class ShopifyLines
{
    // A custom item has neither product nor SKU; its title is free text and may name a person.
    private const string CustomItem = "custom";

    public static ImmutableArray<OrderLine> Read(Payload order, string currency)
    {
        var inclusive = order.Is("taxes_included");
        return [.. order.Objects("line_items").Select(line => Read(line, currency, inclusive)).Where(line => line.Quantity > 0)];
    }

    private static OrderLine Read(Payload line, string currency, bool taxesIncluded)
    {
        var ordered = line.Quantity("quantity") ?? 1;
        var left = Math.Min(ordered, line.Quantity("current_quantity") ?? ordered);
        var price = line.Number("price") ?? 0;
        if (price is < 0 or > Currencies.Largest)
        {
            throw new UnreadablePayloadException("The field price is not a possible amount of money.");
        }

        // total_discount knows the line's own discounts only; its share of the order's is in the allocations, which hold both.
        var allocations = line.Objects("discount_allocations");
        var discount = allocations.Count > 0 ? allocations.Sum(Amount) : line.Number("total_discount") ?? 0;
        var tax = taxesIncluded ? line.Objects("tax_lines").Sum(taxLine => Bounded(taxLine.Number("price") ?? 0)) : 0;
        var net = ordered == 0 ? 0 : ((price * ordered) - Bounded(discount) - tax) * (left / ordered);
        return new OrderLine
        {
            Product = Product(line),
            Quantity = left,
            Net = Math.Max(0, Currencies.ToMinor(net, currency) ?? throw new UnreadablePayloadException("A line's price times its quantity is not a possible amount of money.")),
            Subscription = line.Has("selling_plan_allocation") && line.Object("selling_plan_allocation") is not null,
        };
    }

    private static string Product(Payload line) => line.NumericId("product_id")
        ?? (line.Text("sku") is { } sku ? sku[..Math.Min(sku.Length, 100)] : CustomItem);

    private static decimal Amount(Payload allocation) => Bounded(allocation.Number("amount") ?? 0);

    private static decimal Bounded(decimal amount) => Math.Abs(amount) <= Currencies.Largest
        ? amount
        : throw new UnreadablePayloadException("A line's discount or tax is not a possible amount of money.");
}
