using System.Text;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Stripe;

/// <summary>Stripe's events: Checkout sessions and invoices are orders, a charge's refunds amend them.</summary>
public sealed class StripePlatform : IWebhookPlatform
{
    public string Name => "stripe";

    public WebhookVerdict Verify(WebhookRequest request, Shop shop, DateTimeOffset now) => request.Header("Stripe-Signature") is { } header
        ? StripeSignature.Verify(header, [.. shop.Secrets.Select(Encoding.UTF8.GetBytes)], request.Body, now)
        : WebhookVerdict.Refuse("There is not exactly one signature header.");

    public ValueTask<WebhookReading> ReadAsync(WebhookRequest request, Shop shop, CancellationToken cancellationToken)
    {
        var stripeEvent = Payload.Parse(request.Body);
        if (shop.Domain.Length > 0 && stripeEvent.Text("account") is { } account && account != shop.Domain)
        {
            throw new UnreadablePayloadException("The field account names another account.");
        }

        return ValueTask.FromResult(Read(stripeEvent, shop));
    }

    private static WebhookReading Read(Payload stripeEvent, Shop shop)
    {
        var reader = new StripeOrderReader(shop, stripeEvent);
        return stripeEvent.Text("type") switch
        {
            "checkout.session.completed" or "checkout.session.async_payment_succeeded" => reader.ReadSession(failed: false),
            "checkout.session.async_payment_failed" => reader.ReadSession(failed: true),
            "invoice.paid" or "invoice.payment_succeeded" => reader.ReadInvoice(),
            "charge.refunded" => ReadRefund(reader.Object, shop),
            "customer.deleted" => WebhookReading.Of(Notices.Removal(shop, reader.Object.Id("id") ?? throw Payload.Missing("id"))),
            "account.application.deauthorized" => WebhookReading.Of(Notices.Uninstallation(shop, stripeEvent.Instant("created"))),
            null => throw Payload.Missing("type"),
            { } type when type.StartsWith("customer.subscription.", StringComparison.Ordinal) =>
                WebhookReading.OfNoInterest("A subscription is known by its paid invoices."),
            _ => WebhookReading.OfNoInterest("The type is not used here."),
        };
    }

    // The charge's own total is what counts, for newer API versions no longer list its refunds in the event. It only grows, so the charge stands as
    // the one refund that grows with it. Pre-basil charges still name their invoice.
    private static WebhookReading ReadRefund(Payload charge, Shop shop)
    {
        var currency = charge.Currency("currency") ?? throw Payload.Missing("currency");
        var id = charge.Id("id") ?? throw Payload.Missing("id");
        return WebhookReading.Of(Notices.Refund(
            shop,
            charge.IdOrObject("invoice") ?? charge.IdOrObject("payment_intent") ?? id,
            id,
            Math.Max(0, StripeMoney.Minor(charge, "amount_refunded", currency) ?? throw Payload.Missing("amount_refunded"))));
    }
}
