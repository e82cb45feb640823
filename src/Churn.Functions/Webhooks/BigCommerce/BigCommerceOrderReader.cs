using System.Collections.Immutable;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.BigCommerce;

/// <summary>Maps BigCommerce's V2 order with its products and V3 refunds, each fetched apart. Its own refunded_amount is always zero.</summary>
internal static class BigCommerceOrderReader
{
    private const long Incomplete = 0;
    private const long Refunded = 4;
    private const long Cancelled = 5;
    private const long Declined = 6;
    private static readonly long[] Unpaid = [1, 7, 12];

    public static WebhookReading Read(Payload order, ReadOnlyMemory<byte> products, ReadOnlyMemory<byte>? refunds, Shop shop)
    {
        var id = order.NumericId("id") ?? throw Payload.Missing("id");
        var status = order.Whole("status_id") ?? throw Payload.Missing("status_id");
        if (status == Incomplete)
        {
            return WebhookReading.OfNoInterest("The checkout is not finished.");
        }

        // Amounts are in the currency that was charged, which the API calls the order's default currency.
        var currency = order.Currency("default_currency_code") ?? order.Currency("currency_code") ?? throw Payload.Missing("currency_code");
        var placedAt = order.Instant("date_created") ?? throw Payload.Missing("date_created");
        var money = ReadMoney(order, currency);
        var billing = order.Object("billing_address");
        return WebhookReading.Of(new Order
        {
            Shop = shop.Id,
            Id = id,
            Version = (order.Instant("date_modified") ?? placedAt).UtcTicks,
            PlacedAt = placedAt,
            Status = order.Is("is_deleted") ? OrderStatus.Deleted
                : status is Cancelled or Declined ? OrderStatus.Cancelled
                : Unpaid.Contains(status) ? OrderStatus.Placed
                : OrderStatus.Paid,
            Channel = order.Hint("order_source") switch
            {
                "www" or "iphone" or "android" or "mobile" or "checkout_api" => OrderChannel.Web,
                "manual" => OrderChannel.Draft,
                "pos" or "square" => OrderChannel.Pos,
                "ebay" or "amazon" or "facebookshop" or "facebookmarketplace" => OrderChannel.Marketplace,
                _ => OrderChannel.Other,
            },
            Currency = currency,
            Money = money,
            Refunds = ReadRefunds(refunds, currency),
            RefundedTotal = status == Refunded ? money.Total : 0,
            Lines = [.. Payload.ParseList(products).Select(line => ReadLine(line, currency))],
            Test = order.Hint("payment_method") is "Test Payment Gateway",
            Buyer = IdentityHasher.Identify(shop, id, billing?.Text("email"), billing?.Text("phone"), order.NumericId("customer_id")),
        });
    }

    private static OrderMoney ReadMoney(Payload order, string currency)
    {
        var total = order.Minor("total_inc_tax", currency) ?? throw Payload.Missing("total_inc_tax");
        if (total < 0)
        {
            throw new UnreadablePayloadException("The field total_inc_tax is negative.");
        }

        return OrderMoney.FromTotal(
            total,
            Amount(order, "discount_amount", currency) + Amount(order, "coupon_discount", currency),
            Amount(order, "shipping_cost_ex_tax", currency) + Amount(order, "handling_cost_ex_tax", currency) + Amount(order, "wrapping_cost_ex_tax", currency),
            Amount(order, "total_tax", currency));
    }

    private static ImmutableSortedDictionary<string, long> ReadRefunds(ReadOnlyMemory<byte>? body, string currency)
    {
        var refunds = Order.NoRefunds.ToBuilder();
        foreach (var refund in body is { } found ? Payload.Parse(found).Objects("data") : [])
        {
            refunds[refund.NumericId("id") ?? throw Payload.Missing("id")] = Amount(refund, "total_amount", currency);
        }

        return refunds.ToImmutable();
    }

    private static OrderLine ReadLine(Payload line, string currency) => new()
    {
        Product = line.NumericId("product_id") ?? (line.Text("sku") is { } sku ? sku[..Math.Min(sku.Length, 100)] : "custom"),
        Quantity = Math.Max(0, (line.Quantity("quantity") ?? 1) - (line.Quantity("quantity_refunded") ?? 0)),
        Net = Amount(line, "total_ex_tax", currency),
    };

    private static long Amount(Payload parent, string name, string currency) => Math.Max(0, parent.Minor(name, currency) ?? 0);
}
