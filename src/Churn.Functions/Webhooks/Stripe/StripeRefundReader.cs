using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Fetching;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Stripe;

/// <summary>
/// Reads a charge's refunds. Its own total is what counts, for newer API versions no longer list the refunds in the event. It only grows, so the charge
/// stands as the one refund that grows with it.
/// </summary>
/// <remarks>
/// Up to API version 2025-03-31 a charge names its invoice; since then only the API knows which invoice its payment paid, and it is asked where the
/// shop's settings allow it. Without them the refund is the payment's, which is right for everything but invoices.
/// </remarks>
internal sealed class StripeRefundReader(Shop shop, OrderFetcher fetcher)
{
    public async ValueTask<WebhookReading> ReadAsync(Payload charge, CancellationToken cancellationToken)
    {
        var currency = charge.Currency("currency") ?? throw Payload.Missing("currency");
        var id = charge.Id("id") ?? throw Payload.Missing("id");
        var amount = Math.Max(0, StripeMoney.Minor(charge, "amount_refunded", currency) ?? throw Payload.Missing("amount_refunded"));
        var payment = charge.IdOrObject("payment_intent");
        var order = charge.IdOrObject("invoice") ?? payment ?? id;
        if (charge.Has("invoice") || payment is null || shop.ApiUrl is null || shop.ApiToken.Length == 0)
        {
            return Refund(order, id, amount);
        }

        var fetched = await fetcher.GetAsync(
            shop, $"v1/invoice_payments?payment[type]=payment_intent&payment[payment_intent]={Uri.EscapeDataString(payment)}&limit=1", cancellationToken);
        return fetched.Found is { } body ? Refund(InvoiceOf(Payload.Parse(body)) ?? order, id, amount)
            : fetched.IsGone ? Refund(order, id, amount)
            : WebhookReading.Of(PlatformMessages.Fetch(shop, PlatformMessages.Pending(id, null), fetched));
    }

    /// <summary>A charge whose invoice could not be asked for when it was told.</summary>
    public async ValueTask<WebhookReading> FetchAsync(PendingFetch pending, CancellationToken cancellationToken)
    {
        var fetched = await fetcher.GetAsync(shop, $"v1/charges/{Uri.EscapeDataString(pending.OrderId)}", cancellationToken);
        return fetched.Found is { } body ? await ReadAsync(Payload.Parse(body), cancellationToken)
            : fetched.IsGone ? WebhookReading.OfNoInterest("The charge is gone.")
            : WebhookReading.Of(PlatformMessages.Fetch(shop, pending, fetched));
    }

    private static string? InvoiceOf(Payload payments) => payments.Objects("data").Select(payment => payment.IdOrObject("invoice")).FirstOrDefault(invoice => invoice is not null);

    private WebhookReading Refund(string order, string charge, long amount) => WebhookReading.Of(PlatformMessages.Refund(shop, order, charge, amount));
}
