using System.Collections.Immutable;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Square;

/// <summary>Maps Square's payments and orders; both of one purchase bear the order's id, and the later update wins.</summary>
internal static class SquareOrderReader
{
    public static Order ReadPayment(Payload payment, Shop shop)
    {
        var id = payment.Id("order_id") ?? payment.Id("id") ?? throw Payload.Missing("id");
        var total = payment.Object("total_money") ?? payment.Object("amount_money") ?? throw Payload.Missing("total_money");
        var placedAt = payment.Instant("created_at") ?? throw Payload.Missing("created_at");
        return new Order
        {
            Shop = shop.Id,
            Id = id,
            Version = (payment.Instant("updated_at") ?? placedAt).UtcTicks,
            PlacedAt = placedAt,
            Status = payment.Text("status") switch
            {
                "COMPLETED" => OrderStatus.Paid,
                "CANCELED" or "FAILED" => OrderStatus.Cancelled,
                _ => OrderStatus.Placed,
            },
            Channel = payment.Object("application_details")?.Hint("square_product") switch
            {
                "SQUARE_POS" or "RETAIL" or "RESTAURANTS" => OrderChannel.Pos,
                "ONLINE_STORE" or "ECOMMERCE_API" => OrderChannel.Web,
                _ => OrderChannel.Other,
            },
            Currency = total.Currency("currency") ?? throw Payload.Missing("currency"),
            Money = OrderMoney.FromTotal(NotNegative(total), 0, Amount(payment, "tip_money"), 0),
            RefundedTotal = Amount(payment, "refunded_money"),
            Buyer = IdentityHasher.Identify(shop, id, payment.Text("buyer_email_address"), payment.Text("buyer_phone_number"), payment.Id("customer_id")),
        };
    }

    public static Order ReadOrder(Payload order, Shop shop)
    {
        var id = order.Id("id") ?? throw Payload.Missing("id");
        var total = order.Object("total_money") ?? throw Payload.Missing("total_money");
        var placedAt = order.Instant("created_at") ?? throw Payload.Missing("created_at");
        var recipient = order.Objects("fulfillments").Select(fulfillment =>
            (fulfillment.Object("shipment_details") ?? fulfillment.Object("pickup_details") ?? fulfillment.Object("delivery_details"))?.Object("recipient"))
            .FirstOrDefault(found => found is not null);
        return new Order
        {
            Shop = shop.Id,
            Id = id,
            Version = (order.Instant("updated_at") ?? placedAt).UtcTicks,
            PlacedAt = placedAt,
            Status = order.Text("state") switch
            {
                "COMPLETED" => OrderStatus.Paid,
                "CANCELED" => OrderStatus.Cancelled,
                _ => order.Objects("tenders").Count > 0 ? OrderStatus.Paid : OrderStatus.Placed,
            },
            Channel = OrderChannel.Other,
            Currency = total.Currency("currency") ?? throw Payload.Missing("currency"),
            Money = OrderMoney.FromTotal(
                NotNegative(total), Amount(order, "total_discount_money"), Amount(order, "total_service_charge_money") + Amount(order, "total_tip_money"),
                Amount(order, "total_tax_money")),
            Refunds = ReadRefunds(order),
            Lines = order.Has("line_items") ? [.. order.Objects("line_items").Select(ReadLine)] : null,
            Buyer = IdentityHasher.Identify(shop, id, recipient?.Text("email_address"), recipient?.Text("phone_number"), order.Id("customer_id")),
        };
    }

    private static ImmutableSortedDictionary<string, long> ReadRefunds(Payload order)
    {
        var refunds = Order.NoRefunds.ToBuilder();
        foreach (var refund in order.Objects("refunds").Where(refund => refund.Text("status") is "APPROVED" or "COMPLETED"))
        {
            refunds[refund.Id("id") ?? throw Payload.Missing("id")] = Amount(refund, "amount_money");
        }

        return refunds.ToImmutable();
    }

    private static OrderLine ReadLine(Payload line) => new()
    {
        Product = line.Id("catalog_object_id") ?? "custom",
        Quantity = line.Quantity("quantity") ?? 1,
        Net = Math.Max(0, Amount(line, "total_money") - Amount(line, "total_tax_money")),
    };

    private static long NotNegative(Payload money) => (money.MinorUnits("amount") ?? throw Payload.Missing("amount")) is >= 0 and var amount
        ? amount
        : throw new UnreadablePayloadException("The field amount is negative.");

    private static long Amount(Payload parent, string name) => Math.Max(0, parent.Object(name)?.MinorUnits("amount") ?? 0);
}
