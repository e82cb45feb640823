using System.Text;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Fetching;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Stripe;

/// <summary>Stripe's events: Checkout sessions and invoices are orders, a charge's refunds amend them.</summary>
public sealed class StripePlatform(OrderFetcher fetcher) : IWebhookPlatform
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

        var reader = new StripeOrderReader(shop, stripeEvent);
        return stripeEvent.Text("type") is "charge.refunded"
            ? new StripeRefundReader(shop, fetcher).ReadAsync(reader.Object, cancellationToken)
            : ValueTask.FromResult(Read(stripeEvent, reader, shop));
    }

    public ValueTask<WebhookReading> FetchAsync(PendingFetch pending, Shop shop, CancellationToken cancellationToken) =>
        new StripeRefundReader(shop, fetcher).FetchAsync(pending, cancellationToken);

    private static WebhookReading Read(Payload stripeEvent, StripeOrderReader reader, Shop shop) =>
        stripeEvent.Text("type") switch
        {
            "checkout.session.completed" or "checkout.session.async_payment_succeeded" => reader.ReadSession(failed: false),
            "checkout.session.async_payment_failed" => reader.ReadSession(failed: true),
            "invoice.paid" or "invoice.payment_succeeded" => reader.ReadInvoice(),
            "customer.deleted" => WebhookReading.Of(PlatformMessages.Removal(shop, reader.Object.Id("id") ?? throw Payload.Missing("id"))),
            "account.application.deauthorized" => WebhookReading.Of(PlatformMessages.Uninstallation(shop, stripeEvent.Instant("created"))),
            null => throw Payload.Missing("type"),
            { } type when type.StartsWith("customer.subscription.", StringComparison.Ordinal) =>
                WebhookReading.OfNoInterest("A subscription is known by its paid invoices."),
            _ => WebhookReading.OfNoInterest("The type is not used here."),
        };
}
