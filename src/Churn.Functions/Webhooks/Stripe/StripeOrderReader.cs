using System.Collections.Immutable;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Stripe;

/// <summary>
/// Maps Stripe's objects. One purchase may be told as a session and as an invoice: both are the order of the invoice, else of the payment, so that
/// they are one. Events have seconds only and no update time; below the second, what settles a payment comes after what announces it.
/// </summary>
internal sealed class StripeOrderReader(Shop shop, Payload stripeEvent)
{
    public Payload Object { get; } = (stripeEvent.Object("data") ?? throw Payload.Missing("data")).Object("object") ?? throw Payload.Missing("object");

    private DateTimeOffset Created => stripeEvent.Instant("created") ?? throw Payload.Missing("created");

    public WebhookReading ReadSession(bool failed)
    {
        var invoice = Object.IdOrObject("invoice");
        if (Object.Text("mode") is "setup" || (Object.Text("mode") is "subscription" && invoice is null))
        {
            return WebhookReading.OfNoInterest("The session is no purchase, or its invoice tells it.");
        }

        var id = invoice ?? Object.IdOrObject("payment_intent") ?? Object.Id("id") ?? throw Payload.Missing("id");
        var currency = Object.Currency("currency") ?? throw Payload.Missing("currency");
        var status = failed ? OrderStatus.Cancelled : Object.Text("payment_status") is "unpaid" ? OrderStatus.Placed : OrderStatus.Paid;
        var customer = Object.Object("customer_details");
        var totals = Object.Object("total_details");
        var recipient = (Object.Object("collected_information") ?? Object).Object("shipping_details") ?? Object.Object("shipping_details") ?? Object.Object("shipping");
        return WebhookReading.Of(Make(id, currency) with
        {
            Version = Created.UtcTicks + (int)status,
            Status = status,
            Money = OrderMoney.FromTotal(
                Total("amount_total", currency),
                Part(totals, "amount_discount", currency),
                Part(totals, "amount_shipping", currency),
                Part(totals, "amount_tax", currency)),
            Gift = GiftRules.OfNames(customer?.Hint("name"), recipient?.Hint("name")),
            Subscription = Object.Text("mode") is "subscription",
            Buyer = IdentityHasher.Identify(
                shop, id, customer?.Text("email") ?? Object.Text("customer_email"), customer?.Text("phone"), Object.IdOrObject("customer"))
                with { Consent = Object.Hint("consent", "promotions") switch { "opt_in" => true, "opt_out" => false, _ => null } },
        });
    }

    public WebhookReading ReadInvoice()
    {
        var id = Object.Id("id") ?? throw Payload.Missing("id");
        var currency = Object.Currency("currency") ?? throw Payload.Missing("currency");
        var subscription = Object.IdOrObject("subscription") is not null
            || Object.Object("parent")?.Object("subscription_details")?.IdOrObject("subscription") is not null;
        var taxes = Object.Objects("total_taxes").Concat(Object.Objects("total_tax_amounts"));
        var lines = Object.Object("lines")?.Objects("data").Select(line => ReadLine(line, currency)).ToImmutableArray();
        return WebhookReading.Of(Make(id, currency) with
        {
            // Above the session of the same second, which says less.
            Version = Created.UtcTicks + 10,
            Status = OrderStatus.Paid,
            Channel = subscription ? OrderChannel.Subscription : OrderChannel.Web,
            Money = OrderMoney.FromTotal(
                Total("total", currency),
                Object.Objects("total_discount_amounts").Sum(discount => Part(discount, "amount", currency)),
                Object.Object("shipping_cost") is { } shipping ? Part(shipping, "amount_subtotal", currency) : 0,
                StripeMoney.Minor(Object, "tax", currency) ?? taxes.Sum(tax => Part(tax, "amount", currency))),
            Lines = lines is [_, ..] ? lines : null,
            Subscription = subscription,
            ContractUntil = subscription ? TermEnd() : null,
            Buyer = IdentityHasher.Identify(shop, id, Object.Text("customer_email"), Object.Text("customer_phone"), Object.IdOrObject("customer")),
        });
    }

    // The instant a term ends is the first of the next one: its last day is the one before that instant.
    private DateOnly? TermEnd() => Object.Object("lines")?.Objects("data").Select(line => line.Object("period")?.Instant("end")).Max() is { } end
        ? shop.DayOf(end.AddSeconds(-1))
        : null;

    private Order Make(string id, string currency) => new()
    {
        Shop = shop.Id,
        Id = id,
        Version = 0,
        PlacedAt = Object.Instant("created") ?? Created,
        Currency = currency,
        Money = default,
        Test = stripeEvent.Has("livemode") && !stripeEvent.Is("livemode"),
        Buyer = new OrderBuyer { Identifiers = [] },
    };

    private static OrderLine ReadLine(Payload line, string currency) => new()
    {
        Product = Product(line),
        Quantity = line.Quantity("quantity") ?? 1,
        Net = Math.Max(0, StripeMoney.Minor(line, "amount", currency) ?? 0),
        Subscription = line.IdOrObject("subscription") is not null || line.Object("parent")?.Object("subscription_item_details") is not null,
    };

    private static string Product(Payload line) => line.Object("price")?.IdOrObject("product")
        ?? line.Object("pricing")?.Object("price_details")?.IdOrObject("product")
        ?? line.Object("plan")?.IdOrObject("product")
        ?? "custom";

    private long Total(string name, string currency)
    {
        var total = StripeMoney.Minor(Object, name, currency) ?? throw Payload.Missing(name);
        return total >= 0 ? total : throw new UnreadablePayloadException($"The field {name} is negative.");
    }

    private static long Part(Payload? parent, string name, string currency) =>
        parent is { } totals ? Math.Max(0, StripeMoney.Minor(totals, name, currency) ?? 0) : 0;
}
