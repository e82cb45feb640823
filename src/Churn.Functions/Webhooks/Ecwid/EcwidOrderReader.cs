using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Ecwid;

/// <summary>Maps Ecwid's order. It does not name its currency: that is the store's.</summary>
internal static class EcwidOrderReader
{
    public static WebhookReading Read(Payload order, Shop shop)
    {
        var id = order.Id("id") ?? throw Payload.Missing("id");
        var payment = order.Text("paymentStatus") ?? throw Payload.Missing("paymentStatus");
        if (payment == "INCOMPLETE")
        {
            return WebhookReading.OfNoInterest("The checkout is not finished.");
        }

        var placedAt = order.Instant("createDate") ?? order.Instant("createTimestamp") ?? throw Payload.Missing("createDate");
        var total = order.Minor("total", shop.Currency) ?? throw Payload.Missing("total");
        if (total < 0)
        {
            throw new UnreadablePayloadException("The field total is negative.");
        }

        return WebhookReading.Of(new Order
        {
            Shop = shop.Id,
            Id = id,
            Version = (order.Instant("updateDate") ?? order.Instant("updateTimestamp") ?? placedAt).UtcTicks,
            PlacedAt = placedAt,
            Status = payment switch
            {
                "PAID" or "PARTIALLY_REFUNDED" or "REFUNDED" => OrderStatus.Paid,
                "CANCELLED" => OrderStatus.Cancelled,
                _ => OrderStatus.Placed,
            },
            Channel = OrderChannel.Web,
            Currency = shop.Currency,
            Money = OrderMoney.FromTotal(
                total,
                Amount(order, "discount", shop) + Amount(order, "couponDiscount", shop),
                (order.Object("shippingOption") is { } shipping ? Amount(shipping, "shippingRate", shop) : 0) + Amount(order, "tip", shop),
                Amount(order, "tax", shop)),
            RefundedTotal = payment == "REFUNDED" ? total : Amount(order, "refundedAmount", shop),
            Lines = order.Has("items") ? [.. order.Objects("items").Select(line => ReadLine(line, shop))] : null,
            Gift = GiftRules.OfNames(order.Object("billingPerson")?.Hint("name"), order.Object("shippingPerson")?.Hint("name"))
                ?? GiftRules.OfNote(order.Hint("orderComments")),
            Buyer = IdentityHasher.Identify(
                shop, id, order.Text("email"), (order.Object("billingPerson") ?? order.Object("shippingPerson"))?.Text("phone"), order.NumericId("customerId"))
                with { Consent = order.IsHinted("acceptMarketing") ? true : null },
        });
    }

    private static OrderLine ReadLine(Payload line, Shop shop)
    {
        var quantity = line.Quantity("quantity") ?? 1;
        var price = Math.Clamp(line.Number("price") ?? 0, 0, Currencies.Largest);
        return new OrderLine
        {
            Product = line.NumericId("productId") ?? (line.Text("sku") is { } sku ? sku[..Math.Min(sku.Length, 100)] : "custom"),
            Quantity = quantity,
            Net = Currencies.ToMinor(price * quantity, shop.Currency) ?? throw new UnreadablePayloadException("A line's price times its quantity is not a possible amount of money."),
        };
    }

    private static long Amount(Payload parent, string name, Shop shop) => Math.Max(0, parent.Minor(name, shop.Currency) ?? 0);
}
