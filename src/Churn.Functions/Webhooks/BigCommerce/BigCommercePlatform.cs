using System.Text;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Fetching;
using Churn.Functions.Webhooks.Payloads;
using Churn.Functions.Webhooks.Standard;

namespace Churn.Functions.Webhooks.BigCommerce;

/// <summary>BigCommerce's webhooks: the Standard Webhooks scheme keyed with the app's client secret as it stands; every event is thin.</summary>
public sealed class BigCommercePlatform(OrderFetcher fetcher, TimeProvider time) : IWebhookPlatform
{
    private const string TokenHeader = "X-Auth-Token";

    public string Name => "bigcommerce";

    public WebhookVerdict Verify(WebhookRequest request, Shop shop, DateTimeOffset now) =>
        StandardSignature.Verify(request, [.. shop.Secrets.Select(Encoding.UTF8.GetBytes)], [], now);

    public async ValueTask<WebhookReading> ReadAsync(WebhookRequest request, Shop shop, CancellationToken cancellationToken)
    {
        var body = Payload.Parse(request.Body);
        if (shop.Domain.Length > 0 && body.Text("producer") != $"stores/{shop.Domain}")
        {
            throw new UnreadablePayloadException("The field producer names another shop.");
        }

        var scope = body.Text("scope") ?? throw Payload.Missing("scope");
        return scope switch
        {
            "store/customer/deleted" => WebhookReading.Of(PlatformMessages.Removal(shop, Id(body))),
            "store/app/uninstalled" => WebhookReading.Of(PlatformMessages.Uninstallation(shop, body.Instant("created_at"))),
            _ when scope.StartsWith("store/order/", StringComparison.Ordinal) => await FetchAsync(PlatformMessages.Pending(Id(body), body.Instant("created_at")), shop, cancellationToken),
            _ => WebhookReading.OfNoInterest("The scope is not used here."),
        };
    }

    public async ValueTask<WebhookReading> FetchAsync(PendingFetch pending, Shop shop, CancellationToken cancellationToken)
    {
        var id = pending.OrderId;
        var order = await fetcher.GetAsync(shop, $"v2/orders/{id}", cancellationToken, TokenHeader);
        if (order.IsGone)
        {
            return WebhookReading.Of(PlatformMessages.Deletion(shop, id, pending.At ?? time.GetUtcNow()));
        }

        var products = order.Found is null ? order : await fetcher.GetAsync(shop, $"v2/orders/{id}/products?limit=250", cancellationToken, TokenHeader);
        var refunds = products.Found is null ? products : await fetcher.GetAsync(shop, $"v3/orders/{id}/payment_actions/refunds", cancellationToken, TokenHeader);
        return order.Found is { } body && products.Found is { } lines && (refunds.Found is not null || refunds.IsGone)
            ? BigCommerceOrderReader.Read(Payload.Parse(body), lines, refunds.Found, shop)
            : WebhookReading.Of(PlatformMessages.Fetch(shop, pending, refunds));
    }

    private static string Id(Payload body) => body.Object("data")?.NumericId("id") ?? throw Payload.Missing("id");
}
