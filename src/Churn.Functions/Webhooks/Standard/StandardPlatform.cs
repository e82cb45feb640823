using Churn.Domain.Shops;
using Churn.Functions.Webhooks.Payloads;
using Org.BouncyCastle.Crypto.Parameters;

namespace Churn.Functions.Webhooks.Standard;

/// <summary>Everybody else: our own order (docs/order-schema.json) under the Standard Webhooks scheme.</summary>
public sealed class StandardPlatform : IWebhookPlatform
{
    public const string PlatformName = "standard";

    public string Name => PlatformName;

    // A public key is known to everybody: it must never serve as the key of an HMAC, not even where it is no key that there can be.
    public WebhookVerdict Verify(WebhookRequest request, Shop shop, DateTimeOffset now) => StandardSignature.Verify(
        request,
        [.. shop.Secrets.Where(secret => !secret.StartsWith(Ed25519Signature.KeyPrefix, StringComparison.Ordinal)).Select(StandardSignature.KeyOf)],
        [.. shop.Secrets.Select(Ed25519Signature.KeyOf).OfType<Ed25519PublicKeyParameters>()],
        now);

    public ValueTask<WebhookReading> ReadAsync(WebhookRequest request, Shop shop, CancellationToken cancellationToken)
    {
        var envelope = Payload.Parse(request.Body);
        return ValueTask.FromResult(envelope.Text("type") switch
        {
            "order.created" or "order.updated" => WebhookReading.Of(StandardOrderReader.Read(Data(envelope), shop)),
            "order.deleted" => WebhookReading.Of(PlatformMessages.Deletion(
                shop, Data(envelope).Id("id") ?? throw Payload.Missing("id"), envelope.Instant("timestamp") ?? throw Payload.Missing("timestamp"))),
            "feedback.created" => WebhookReading.Of(StandardFeedbackReader.Read(Data(envelope), shop)),
            null => throw Payload.Missing("type"),
            _ => WebhookReading.OfNoInterest("The type is not used here."),
        });
    }

    private static Payload Data(Payload envelope) => envelope.Object("data") ?? throw Payload.Missing("data");
}
