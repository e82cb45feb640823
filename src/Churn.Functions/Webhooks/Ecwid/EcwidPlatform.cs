using System.Text;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Fetching;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Ecwid;

/// <summary>
/// Ecwid's webhooks sign the event's time and id, not the body: one seen pair makes any body pass. So nothing in the body is believed; an order event
/// is a hint to fetch that order, and only the API says what became of it.
/// </summary>
public sealed class EcwidPlatform(OrderFetcher fetcher, TimeProvider time) : IWebhookPlatform
{
    public string Name => "ecwid";

    public WebhookVerdict Verify(WebhookRequest request, Shop shop, DateTimeOffset now)
    {
        if (request.Header("X-Ecwid-Webhook-Signature") is not { } signature)
        {
            return WebhookVerdict.Refuse("There is not exactly one signature header.");
        }

        try
        {
            var body = Payload.Parse(request.Body);
            ReadOnlyMemory<byte> signed = Encoding.UTF8.GetBytes($"{body.Text("eventCreated")}.{body.Text("eventId")}");
            return HmacSignature.IsBase64(signature, shop.Secrets.Select(Encoding.UTF8.GetBytes), signed)
                && (shop.Domain.Length == 0 || body.Text("storeId") == shop.Domain)
                    ? WebhookVerdict.Genuine
                    : WebhookVerdict.Refuse("The signature is not that of this event under a secret of this shop, or the event is of another shop.");
        }
        catch (UnreadablePayloadException)
        {
            return WebhookVerdict.Refuse("The event cannot be read, so its signature cannot be checked.");
        }
    }

    public async ValueTask<WebhookReading> ReadAsync(WebhookRequest request, Shop shop, CancellationToken cancellationToken)
    {
        var body = Payload.Parse(request.Body);
        if (body.Text("eventType") is not ("order.created" or "order.updated" or "order.deleted"))
        {
            return WebhookReading.OfNoInterest("The event is not used here.");
        }

        var id = body.Object("data")?.Id("orderId") ?? throw Payload.Missing("orderId");
        return await FetchAsync(PlatformMessages.Pending(id, null), shop, cancellationToken);
    }

    public async ValueTask<WebhookReading> FetchAsync(PendingFetch pending, Shop shop, CancellationToken cancellationToken)
    {
        var fetched = await fetcher.GetAsync(shop, $"orders/{Uri.EscapeDataString(pending.OrderId)}", cancellationToken);
        return fetched.IsGone ? WebhookReading.Of(PlatformMessages.Deletion(shop, pending.OrderId, time.GetUtcNow()))
            : fetched.Found is { } order ? EcwidOrderReader.Read(Payload.Parse(order), shop)
            : WebhookReading.Of(PlatformMessages.Fetch(shop, pending, fetched));
    }
}
