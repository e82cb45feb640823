using System.Text;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Fetching;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Square;

/// <summary>
/// Square's webhooks: base64 HMAC-SHA256 of the registered address and the body. Payments are the reliable sign of a purchase, at the till too;
/// order events carry an id only.
/// </summary>
public sealed class SquarePlatform(OrderFetcher fetcher) : IWebhookPlatform
{
    public string Name => "square";

    public WebhookVerdict Verify(WebhookRequest request, Shop shop, DateTimeOffset now)
    {
        if (request.Header("x-square-hmacsha256-signature") is not { } signature)
        {
            return WebhookVerdict.Refuse("There is not exactly one signature header.");
        }

        // What a proxy makes of the address is not what was registered, so it is never taken from the request.
        ReadOnlyMemory<byte> address = Encoding.UTF8.GetBytes(shop.NotificationUrl);
        return shop.NotificationUrl.Length > 0 && HmacSignature.IsBase64(signature, shop.Secrets.Select(Encoding.UTF8.GetBytes), address, request.Body)
            ? WebhookVerdict.Genuine
            : WebhookVerdict.Refuse("The signature is not that of this body and the shop's registered address under a secret of this shop.");
    }

    public async ValueTask<WebhookReading> ReadAsync(WebhookRequest request, Shop shop, CancellationToken cancellationToken)
    {
        var body = Payload.Parse(request.Body);
        if (shop.Domain.Length > 0 && body.Text("merchant_id") != shop.Domain)
        {
            throw new UnreadablePayloadException("The field merchant_id names another shop.");
        }

        var data = body.Object("data");
        var test = request.Header("square-environment") is "Sandbox";
        return body.Text("type") switch
        {
            "payment.created" or "payment.updated" => WebhookReading.Of(SquareOrderReader.ReadPayment(Part(data, "payment"), shop) with { Test = test }),
            "refund.created" or "refund.updated" => ReadRefund(Part(data, "refund"), shop),
            "order.created" => await FetchAsync(Part(data, "order_created"), shop, test, cancellationToken),
            "order.updated" => await FetchAsync(Part(data, "order_updated"), shop, test, cancellationToken),
            "order.fulfillment.updated" => await FetchAsync(Part(data, "order_fulfillment_updated"), shop, test, cancellationToken),
            "customer.deleted" => ReadRemoval(data, shop),
            "oauth.authorization.revoked" => WebhookReading.Of(PlatformMessages.Uninstallation(shop, body.Instant("created_at"))),
            null => throw Payload.Missing("type"),
            _ => WebhookReading.OfNoInterest("The type is not used here."),
        };
    }

    private ValueTask<WebhookReading> FetchAsync(Payload thin, Shop shop, bool test, CancellationToken cancellationToken) =>
        FetchAsync(PlatformMessages.Pending(thin.Id("order_id") ?? throw Payload.Missing("order_id"), null, test), shop, cancellationToken);

    public async ValueTask<WebhookReading> FetchAsync(PendingFetch pending, Shop shop, CancellationToken cancellationToken)
    {
        var fetched = await fetcher.GetAsync(shop, $"v2/orders/{Uri.EscapeDataString(pending.OrderId)}", cancellationToken);
        return fetched.Found is { } body
            ? WebhookReading.Of(SquareOrderReader.ReadOrder(Payload.Parse(body).Object("order") ?? throw Payload.Missing("order"), shop) with { Test = pending.Test })
            : WebhookReading.Of(PlatformMessages.Fetch(shop, pending, fetched));
    }

    private static WebhookReading ReadRefund(Payload refund, Shop shop)
    {
        if (refund.Text("status") is not "COMPLETED")
        {
            return WebhookReading.OfNoInterest("The refund is not completed.");
        }

        var money = refund.Object("amount_money") ?? throw Payload.Missing("amount_money");
        return WebhookReading.Of(PlatformMessages.Refund(
            shop,
            refund.Id("order_id") ?? refund.Id("payment_id") ?? throw Payload.Missing("order_id"),
            refund.Id("id") ?? throw Payload.Missing("id"),
            Math.Max(0, money.MinorUnits("amount") ?? throw Payload.Missing("amount"))));
    }

    // Square tells a merge as the deletion of those that went into it.
    private static WebhookReading ReadRemoval(Payload? data, Shop shop)
    {
        var content = data?.Object("object");
        if (content?.Object("event_context")?.Object("merge") is { } merge)
        {
            var kept = merge.Id("to_customer_id") ?? throw Payload.Missing("to_customer_id");
            return WebhookReading.Of(PlatformMessages.Link(shop, merge.Ids("from_customer_ids").Take(100).Append(kept)));
        }

        return WebhookReading.Of(PlatformMessages.Removal(shop, content?.Object("customer")?.Id("id") ?? data?.Id("id") ?? throw Payload.Missing("id")));
    }

    private static Payload Part(Payload? data, string name) => data?.Object("object")?.Object(name) ?? throw Payload.Missing(name);
}
