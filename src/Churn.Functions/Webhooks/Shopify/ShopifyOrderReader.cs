using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Shopify;

/// <summary>Maps Shopify's REST order. Flat amounts are in the shop's currency; only <c>*_set</c> fields carry the buyer's.</summary>
internal sealed class ShopifyOrderReader(Shop shop, DateTimeOffset? triggeredAt)
{
    // The order of every "send test notification".
    private const string TestNotificationId = "820982911946154508";

    public Order Read(Payload order)
    {
        var id = order.NumericId("id") ?? throw Payload.Missing("id");
        var currency = order.Currency("currency") ?? throw Payload.Missing("currency");

        // Imported orders were processed before they were created here; what the buyer did, they did then.
        var placedAt = order.Instant("processed_at") ?? order.Instant("created_at") ?? throw Payload.Missing("created_at");
        var money = ShopifyMoney.Read(order, currency);
        var company = order.Object("company")?.Id("id");
        return new Order
        {
            Shop = shop.Id,
            Id = id,
            Version = Version(order.Instant("updated_at") ?? placedAt),
            PlacedAt = placedAt,
            Status = Status(order),
            Channel = ShopifyChannel.Of(order.Hint("source_name"), company is not null),
            Currency = currency,
            Money = money,
            Refunds = ShopifyMoney.ReadRefunds(order, currency),
            RefundedTotal = order.Text("financial_status") == "refunded" ? money.Total : 0,
            Lines = order.Has("line_items") ? ShopifyLines.Read(order, currency) : null,
            Gift = company is null ? ShopifyGift.Of(order) : null,
            Subscription = ShopifyChannel.IsSubscription(order.Hint("source_name"), order.Hint("tags")),
            Test = order.Is("test") || id == TestNotificationId,
            Buyer = Buyer(order, id, company),
        };
    }

    // updated_at knows whole seconds only, and several deliveries of one second are common. The time of the trigger, which retries keep, tells
    // them apart: up to ten minutes of delay are folded in below the second. It is not signed, but can move a version by no more than that second.
    private long Version(DateTimeOffset updatedAt)
    {
        var delay = triggeredAt is { } at ? Math.Max(0, at.UtcTicks - updatedAt.UtcTicks) / 600 : 0;
        return updatedAt.UtcTicks + Math.Min(TimeSpan.TicksPerSecond - 1, delay);
    }

    private static OrderStatus Status(Payload order) => order.Text("cancelled_at") is not null ? OrderStatus.Cancelled
        : order.Text("financial_status") switch
        {
            "voided" => OrderStatus.Cancelled,
            "paid" or "partially_refunded" or "refunded" => OrderStatus.Paid,
            _ => OrderStatus.Placed,
        };

    private OrderBuyer Buyer(Payload order, string id, string? company)
    {
        var customer = order.Object("customer");
        var email = customer?.Text("email") ?? order.Text("email") ?? order.Text("contact_email");
        var phone = customer?.Text("phone") ?? order.Text("phone");
        return IdentityHasher.Identify(shop, id, email, phone, customer?.NumericId("id")) with { CompanyId = company, Consent = ShopifyConsent.Of(order) };
    }
}
