using System.Collections.Immutable;
using Churn.Domain.Orders;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Shopify;

/// <summary>An order's totals and refunds. The total is what the buyer was charged: it does not shrink when money goes back.</summary>
internal static class ShopifyMoney
{
    public static OrderMoney Read(Payload order, string currency)
    {
        var total = order.Minor("total_price", currency) ?? throw Payload.Missing("total_price");
        if (total < 0)
        {
            throw new UnreadablePayloadException("The field total_price is negative.");
        }

        var tax = order.Minor("total_tax", currency) ?? 0;
        var inclusive = order.Is("taxes_included");
        var tip = order.Minor("total_tip_received", currency) ?? 0;
        var shippingLines = order.Objects("shipping_lines");
        var quoted = order.Object("total_shipping_price_set")?.Object("shop_money")?.Minor("amount", currency)
            ?? shippingLines.Sum(line => line.Minor("price", currency) ?? 0);
        var discounts = Math.Max(0, order.Minor("total_discounts", currency) ?? 0);
        var offShipping = Math.Min(shippingLines.Sum(line => Sum(line, "discount_allocations", "amount", currency)), Math.Min(quoted, discounts));

        // Discounts on shipping are among total_discounts, and the quoted shipping is before them; the subtotal is free of both. Where the
        // subtotal shows that the quote was charged whole, the discount was already off.
        var charged = total - (order.Minor("subtotal_price", currency) ?? 0) - (inclusive ? 0 : tax) - tip;
        var shipping = charged == quoted ? quoted : quoted - offShipping;
        var taxWithinShipping = inclusive ? shippingLines.Sum(line => Sum(line, "tax_lines", "price", currency)) : 0;
        return OrderMoney.FromTotal(total, discounts - offShipping, shipping - Math.Min(taxWithinShipping, Math.Max(0, shipping)) + tip, tax);
    }

    /// <summary>Money that went back, by refund: successful refund transactions, for the refund's lines say what was taken back, not what was paid.</summary>
    public static ImmutableSortedDictionary<string, long> ReadRefunds(Payload order, string currency)
    {
        var refunds = Order.NoRefunds.ToBuilder();
        foreach (var refund in order.Objects("refunds"))
        {
            var paid = ReadTransactions(refund, transaction => ShopAmount(order, transaction, currency));
            if (paid > 0)
            {
                refunds[refund.NumericId("id") ?? throw Payload.Missing("id")] = paid;
            }
        }

        return refunds.ToImmutable();
    }

    /// <summary>Money that went back in one refund told alone; <paramref name="elsewhere"/> when some of it was in another currency.</summary>
    public static long ReadRefund(Payload refund, string currency, out bool elsewhere)
    {
        var foreign = false;
        var paid = ReadTransactions(refund, transaction =>
        {
            foreign |= transaction.Text("currency") is { } paidIn && !paidIn.Equals(currency, StringComparison.OrdinalIgnoreCase);
            return Math.Abs(transaction.Minor("amount", currency) ?? 0);
        });
        elsewhere = foreign;
        return paid;
    }

    private static long ReadTransactions(Payload refund, Func<Payload, long> amount) => refund.Objects("transactions")
        .Where(transaction => transaction.Text("kind") == "refund" && transaction.Text("status") == "success")
        .Sum(amount);

    // A buyer who paid in a currency of their own is paid back in it: the order's own rate brings that to the shop's.
    private static long ShopAmount(Payload order, Payload transaction, string currency)
    {
        var amount = Math.Abs(transaction.Number("amount") ?? 0);
        if (transaction.Text("currency") is { } paidIn && !paidIn.Equals(currency, StringComparison.OrdinalIgnoreCase)
            && order.Object("total_price_set") is { } set && set.Object("presentment_money") is { } presentment
            && paidIn.Equals(presentment.Text("currency_code"), StringComparison.OrdinalIgnoreCase)
            && presentment.Number("amount") is >= 0.001m and { } buyers
            && set.Object("shop_money")?.Number("amount") is >= 0 and <= Currencies.Largest and { } shops
            && shops / buyers is <= 1_000_000 and var rate && amount <= Currencies.Largest)
        {
            amount *= rate;
        }

        return Currencies.ToMinor(amount, currency) ?? throw new UnreadablePayloadException("The field amount is not a possible amount of money.");
    }

    private static long Sum(Payload parent, string list, string field, string currency) =>
        parent.Objects(list).Sum(item => Math.Max(0, item.Minor(field, currency) ?? 0));
}
