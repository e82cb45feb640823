using System.Collections.Immutable;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.WooCommerce;

/// <summary>Maps WooCommerce's REST v3 order: amounts without tax, tax apart, refunds beside a total that does not shrink.</summary>
internal static class WooCommerceOrderReader
{
    public static WebhookReading Read(Payload order, Shop shop)
    {
        var id = order.NumericId("id") ?? throw Payload.Missing("id");
        var status = order.Text("status") ?? throw Payload.Missing("status");
        if (status is "checkout-draft" or "auto-draft")
        {
            return WebhookReading.OfNoInterest("The checkout is not finished.");
        }

        var currency = order.Currency("currency") ?? throw Payload.Missing("currency");
        var placedAt = Time(order, "date_created") ?? throw Payload.Missing("date_created_gmt");
        var money = ReadMoney(order, currency);
        var billing = order.Object("billing");
        var via = order.Hint("created_via")?.ToLowerInvariant() ?? "";
        var lines = order.Objects("line_items");
        return WebhookReading.Of(new Order
        {
            Shop = shop.Id,
            Id = id,
            Version = (Time(order, "date_modified") ?? placedAt).UtcTicks,
            PlacedAt = placedAt,
            Status = Status(order, status),
            Channel = Channel(via),
            Currency = currency,
            Money = money,
            Refunds = ReadRefunds(order, currency),
            RefundedTotal = status == "refunded" ? money.Total : 0,

            // Some shops send an order before its items: no items are then not known, rather than none.
            Lines = lines.Count == 0 ? null : [.. lines.Select(line => ReadLine(line, currency))],
            Gift = Gift(order),
            Subscription = via == "subscription" || order.Hints("meta_data").Any(meta => meta.Hint("key") is "_subscription_renewal"),
            Buyer = IdentityHasher.Identify(shop, id, billing?.Text("email"), billing?.Text("phone"), order.NumericId("customer_id"))
                with { Consent = Consent(order) },
        });
    }

    // WooCommerce itself does not ask. A shop that does keeps the answer in the order's meta data; Mailchimp's extension has a field of its own.
    private static bool? Consent(Payload order) => order.Hints("meta_data")
        .Where(meta => meta.Hint("key")?.TrimStart('_') is "marketing_consent" or "mailchimp_woocommerce_is_subscribed")
        .Select(meta => meta.Hint("value")?.Trim().ToLowerInvariant() switch
        {
            "yes" or "true" or "1" => true,
            "no" or "false" or "0" => false,
            _ => (bool?)null,
        }).FirstOrDefault(said => said is not null);

    // The *_gmt fields are UTC and say so nowhere; the plain ones are in the shop's unknown local time and only a last resort.
    private static DateTimeOffset? Time(Payload order, string name) => order.Instant($"{name}_gmt") ?? order.Instant(name);

    private static OrderMoney ReadMoney(Payload order, string currency)
    {
        var total = order.Minor("total", currency) ?? throw Payload.Missing("total");
        if (total < 0)
        {
            throw new UnreadablePayloadException("The field total is negative.");
        }

        var fees = order.Objects("fee_lines").Select(fee => fee.Minor("total", currency) ?? 0).ToList();
        return OrderMoney.FromTotal(
            total,
            Math.Max(0, order.Minor("discount_total", currency) ?? 0) - fees.Where(fee => fee < 0).Sum(),
            (order.Minor("shipping_total", currency) ?? 0) + fees.Where(fee => fee > 0).Sum(),
            order.Minor("total_tax", currency) ?? 0);
    }

    private static ImmutableSortedDictionary<string, long> ReadRefunds(Payload order, string currency)
    {
        var refunds = Order.NoRefunds.ToBuilder();
        foreach (var refund in order.Objects("refunds"))
        {
            refunds[refund.NumericId("id") ?? throw Payload.Missing("id")] = Math.Abs(refund.Minor("total", currency) ?? 0);
        }

        return refunds.ToImmutable();
    }

    private static OrderLine ReadLine(Payload line, string currency) => new()
    {
        Product = line.NumericId("product_id") ?? (line.Text("sku") is { } sku ? sku[..Math.Min(sku.Length, 100)] : "custom"),
        Quantity = line.Quantity("quantity") ?? 1,
        Net = Math.Max(0, line.Minor("total", currency) ?? 0),
    };

    private static OrderStatus Status(Payload order, string status) => status switch
    {
        "processing" or "completed" or "refunded" => OrderStatus.Paid,
        "pending" or "on-hold" => OrderStatus.Placed,
        "cancelled" or "failed" => OrderStatus.Cancelled,
        "trash" => OrderStatus.Deleted,
        _ => Time(order, "date_paid") is null ? OrderStatus.Placed : OrderStatus.Paid, // A plugin's own status.
    };

    private static OrderChannel Channel(string via) => via switch
    {
        "checkout" or "store-api" => OrderChannel.Web,
        "subscription" => OrderChannel.Subscription,
        "admin" => OrderChannel.Draft,
        _ when via.StartsWith("pos", StringComparison.Ordinal) => OrderChannel.Pos,
        _ => OrderChannel.Other,
    };

    private static string? Gift(Payload order)
    {
        var options = order.Hints("meta_data").Concat(order.Hints("line_items").SelectMany(line => line.Hints("meta_data")));
        return options.Select(option => GiftRules.OfOption(option.Hint("key")?.TrimStart('_'), option.Hint("value"))).OfType<string>().FirstOrDefault()
            ?? GiftRules.OfNames(Name(order, "billing"), Name(order, "shipping"))
            ?? GiftRules.OfNote(order.Hint("customer_note"));
    }

    private static string? Name(Payload order, string address) =>
        order.Object(address) is { } found ? $"{found.Hint("first_name")} {found.Hint("last_name")}" : null;
}
