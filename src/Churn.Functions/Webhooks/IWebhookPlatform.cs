using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Functions.Webhooks;

/// <summary>A shop platform: how its deliveries are recognised and what they say. One folder each, registered in <see cref="WebhookRegistration"/>.</summary>
public interface IWebhookPlatform
{
    /// <summary>The name in the route and in the shop's settings.</summary>
    string Name { get; }

    /// <summary>Whether a delivery may come with this content type; null: none was sent.</summary>
    bool Accepts(string? contentType) => JsonContent.IsPossible(contentType);

    /// <summary>Whether the delivery is the platform's own and meant for this shop. Never throws on what was sent.</summary>
    WebhookVerdict Verify(WebhookRequest request, Shop shop, DateTimeOffset now);

    /// <summary>What a verified delivery says.</summary>
    /// <exception cref="Payloads.UnreadablePayloadException">It cannot be read; the message says why in one sentence and repeats nothing that was sent.</exception>
    ValueTask<WebhookReading> ReadAsync(WebhookRequest request, Shop shop, CancellationToken cancellationToken);

    /// <summary>What the platform's API says of an order that an earlier delivery only named; the fetch again when it still cannot be had.</summary>
    ValueTask<WebhookReading> FetchAsync(PendingFetch pending, Shop shop, CancellationToken cancellationToken) =>
        new(WebhookReading.Of(new ShopRequest { Shop = shop.Id, Fetch = pending with { Reason = "Orders of this platform cannot be fetched.", MayPass = false } }));
}
