using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Fetching;
using Churn.Functions.Webhooks.Payloads;

namespace Churn.Functions.Webhooks.Shopify;

/// <summary>Reads the topics that do not carry a whole order.</summary>
internal sealed class ShopifyRequestReader(Shop shop, DateTimeOffset? triggeredAt, DateTimeOffset now, OrderFetcher fetcher)
{
    private const string CustomerGid = "gid://shopify/Customer/";

    /// <summary>An order that arrived as its id alone.</summary>
    public ValueTask<WebhookReading> FetchAsync(string id, CancellationToken cancellationToken) => FetchAsync(PlatformMessages.Pending(id, triggeredAt), cancellationToken);

    public async ValueTask<WebhookReading> FetchAsync(PendingFetch pending, CancellationToken cancellationToken)
    {
        var id = pending.OrderId;
        var fetched = await fetcher.GetAsync(shop, $"orders/{id}.json", cancellationToken, "X-Shopify-Access-Token");
        return fetched.IsGone ? WebhookReading.Of(PlatformMessages.Deletion(shop, id, triggeredAt ?? now))
            : fetched.Found is not { } body ? WebhookReading.Of(PlatformMessages.Fetch(shop, pending, fetched))
            : WebhookReading.Of(new ShopifyOrderReader(shop, triggeredAt).Read(Payload.Parse(body).Object("order") ?? throw Payload.Missing("order")));
    }

    public async ValueTask<WebhookReading> ReadRefundAsync(Payload refund, CancellationToken cancellationToken)
    {
        var order = refund.NumericId("order_id") ?? throw Payload.Missing("order_id");
        var id = refund.NumericId("id") ?? throw Payload.Missing("id");
        var amount = ShopifyMoney.ReadRefund(refund, shop.Currency, out var elsewhere);
        if (elsewhere)
        {
            // Only the order knows the rate at which its buyer paid.
            return await FetchAsync(order, cancellationToken);
        }

        return amount == 0 ? WebhookReading.OfNoInterest("No money went back.") : WebhookReading.Of(PlatformMessages.Refund(shop, order, id, amount));
    }

    public ValueTask<WebhookReading> ReadEditAsync(Payload body, CancellationToken cancellationToken)
    {
        var edit = body.Object("order_edit") ?? throw Payload.Missing("order_edit");
        return FetchAsync(edit.NumericId("order_id") ?? throw Payload.Missing("order_id"), cancellationToken);
    }

    public WebhookReading ReadDeletion(Payload body) => 
        WebhookReading.Of(PlatformMessages.Deletion(shop, body.NumericId("id") ?? throw Payload.Missing("id"), triggeredAt ?? now));

    public WebhookReading ReadMerge(Payload merge)
    {
        var kept = CustomerId(merge, "admin_graphql_api_customer_kept_id");
        var deleted = CustomerId(merge, "admin_graphql_api_customer_deleted_id");
        return string.Equals(merge.Text("status"), "completed", StringComparison.OrdinalIgnoreCase)
            ? WebhookReading.Of(PlatformMessages.Link(shop, [kept, deleted]))
            : WebhookReading.OfNoInterest("The merge is not completed.");
    }

    public WebhookReading ReadRemoval(Payload customer) => WebhookReading.Of(PlatformMessages.Removal(shop, customer.NumericId("id") ?? throw Payload.Missing("id")));

    public WebhookReading ReadUninstallation() => WebhookReading.Of(PlatformMessages.Uninstallation(shop, triggeredAt));

    public WebhookReading ReadPrivacy(Payload body, PrivacyRequestKind kind)
    {
        // Here the body itself names the shop, and the body is signed.
        if (shop.Domain.Length > 0 && !shop.Domain.Equals(body.Text("shop_domain"), StringComparison.OrdinalIgnoreCase))
        {
            throw new UnreadablePayloadException("The field shop_domain names another shop.");
        }

        var customer = body.Object("customer");
        if (kind != PrivacyRequestKind.EraseShop && customer is null)
        {
            throw Payload.Missing("customer");
        }

        var person = IdentityHasher.Identify(shop, "", customer?.Text("email"), customer?.Text("phone"), customer?.NumericId("id"));
        return WebhookReading.Of(new ShopRequest
        {
            Shop = shop.Id,
            Privacy = new PrivacyRequest
            {
                Kind = kind,
                Person = person.IsAnonymous ? [] : person.Identifiers,
                CustomerId = person.CustomerId,
                OrderIds = [.. body.NumericIds(kind == PrivacyRequestKind.Export ? "orders_requested" : "orders_to_redact").Take(2000)],
                RequestId = body.Object("data_request")?.NumericId("id"),
                SentAt = triggeredAt,
            },
        });
    }

    private static string CustomerId(Payload merge, string field)
    {
        var gid = merge.Text(field) ?? throw Payload.Missing(field);
        return gid.StartsWith(CustomerGid, StringComparison.Ordinal) && gid.Length is > 23 and <= 42 && gid.AsSpan(CustomerGid.Length).ContainsAnyExceptInRange('0', '9') is false
            ? gid[CustomerGid.Length..]
            : throw new UnreadablePayloadException($"The field {field} is not a customer's id.");
    }
}
