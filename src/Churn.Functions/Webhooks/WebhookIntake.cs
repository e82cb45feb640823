using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Churn.Domain.Messages;
using Churn.Domain.Shops;
using Churn.Domain.Telemetry;
using Churn.Functions.Webhooks.Payloads;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Webhooks;

/// <summary>Takes a delivery in: verify, read, store on the queue, and only then say so.</summary>
public sealed partial class WebhookIntake(
    IEnumerable<IWebhookPlatform> platforms, IShopDirectory shops, IMessageQueues queues, IShopRequestQueue shopRequests,
    ChurnMetrics metrics, TimeProvider time, ILogger<WebhookIntake> logger)
{
    /// <summary>For all that is fetched while the sender waits; Shopify waits five seconds at most.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly FrozenDictionary<string, IWebhookPlatform> _platforms = platforms.ToFrozenDictionary(platform => platform.Name, StringComparer.Ordinal);

    /// <summary>
    /// Answers 200 when all the delivery says is on the queue or is of no interest, 503 when the queue did not take it, and what was wrong else.
    /// </summary>
    public async Task<WebhookAnswer> ReceiveAsync(HttpRequest request, string platformName, string shopName, CancellationToken cancellationToken)
    {
        if (!_platforms.TryGetValue(platformName, out var platform) || !ShopId.TryParse(shopName, out var id)
            || shops.Find(id) is not { } shop || !shop.Platform.Equals(platform.Name, StringComparison.OrdinalIgnoreCase))
        {
            // A platform's name that is none of ours came from the route: whoever scans for addresses must not fill the metrics with them.
            return Refuse(new WebhookAnswer(StatusCodes.Status404NotFound, "There is no such shop of such a platform here."), "unknown");
        }

        using var scope = logger.BeginScope("Webhook of shop {Shop} on {Platform}", shop.Id.Value, platform.Name);
        if (!platform.Accepts(request.ContentType))
        {
            return Refuse(new WebhookAnswer(StatusCodes.Status415UnsupportedMediaType, "The content type is not JSON."), platform.Name);
        }

        var (bytes, refusal) = await WebhookBody.ReadAsync(request, cancellationToken);
        return refusal is not null ? Refuse(refusal, platform.Name) : await ReceiveAsync(new WebhookRequest(bytes, request.Headers), platform, shop);
    }

    private async Task<WebhookAnswer> ReceiveAsync(WebhookRequest delivery, IWebhookPlatform platform, Shop shop)
    {
        var receipt = ReceiptOf(delivery, shop);
        using var scope = logger.BeginScope("Receipt {Receipt}", receipt);
        var verdict = platform.Verify(delivery, shop, time.GetUtcNow());
        if (verdict.Kind != WebhookVerdictKind.Genuine)
        {
            return verdict.Kind == WebhookVerdictKind.Harmless
                ? Ignore(receipt, verdict.Reason, platform.Name)
                : Refuse(new WebhookAnswer(StatusCodes.Status401Unauthorized, verdict.Reason, receipt), platform.Name);
        }

        // From here on the sender may hang up: what it has signed is stored all the same, and its retry is a duplicate.
        return await ReadAsync(delivery, platform, shop, receipt);
    }

    private async Task<WebhookAnswer> ReadAsync(WebhookRequest delivery, IWebhookPlatform platform, Shop shop, string receipt)
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            var reading = await platform.ReadAsync(delivery, shop, patience.Token);
            return reading.Nothing.Length > 0 ? Ignore(receipt, reading.Nothing, platform.Name) : await StoreAsync(reading, receipt, platform.Name);
        }
        catch (UnreadablePayloadException e)
        {
            return Refuse(new WebhookAnswer(StatusCodes.Status400BadRequest, e.Message, receipt), platform.Name);
        }
    }

    private async Task<WebhookAnswer> StoreAsync(WebhookReading reading, string receipt, string platform)
    {
        try
        {
            foreach (var order in reading.Orders)
            {
                var message = new OrderMessage { Order = OrderMessageSize.Fit(order), ReceivedAt = time.GetUtcNow(), Trace = ChurnActivities.Current };
                await queues.SendAsync(message, CancellationToken.None);
                Log.Stored(logger, receipt, order.Id, order.Version);
            }

            foreach (var amendment in reading.Amendments)
            {
                await queues.SendAsync(amendment with { ReceivedAt = time.GetUtcNow() }, TimeSpan.Zero, CancellationToken.None);
                Log.Amends(logger, receipt, amendment.Order?.OrderId);
            }

            foreach (var shopRequest in reading.ShopRequests)
            {
                await SendAsync(shopRequest with { Receipt = receipt });
                Log.Noted(logger, receipt, shopRequest.Kind);
            }
        }
        catch (Exception e)
        {
            // Whatever the reason, the sender has to try again, and only a failing answer makes it.
            Log.StoringFailed(logger, e, receipt);
            metrics.Delivered(platform, "failed");
            return new WebhookAnswer(StatusCodes.Status503ServiceUnavailable, "The delivery could not be stored; send it again.", receipt);
        }

        metrics.Delivered(platform, "stored");
        return new WebhookAnswer(StatusCodes.Status200OK, "Stored.", receipt);
    }

    private Task SendAsync(ShopRequest shopRequest) => shopRequest.Fetch?.RetryAfter is { } wait
        ? shopRequests.SendLaterAsync(shopRequest, wait, CancellationToken.None)
        : shopRequests.SendAsync(shopRequest, CancellationToken.None);

    private WebhookAnswer Ignore(string receipt, string reason, string platform)
    {
        metrics.Delivered(platform, "ignored");
        Log.Ignored(logger, receipt, reason);
        return new WebhookAnswer(StatusCodes.Status200OK, reason, receipt);
    }

    private WebhookAnswer Refuse(WebhookAnswer refusal, string platform)
    {
        metrics.Delivered(platform, "refused");
        Log.Refused(logger, refusal.Status, refusal.Sentence, refusal.Id);
        return refusal;
    }

    // A platform's own delivery id is an unsigned header and may be missing; the same bytes for the same shop are the same delivery.
    private static string ReceiptOf(WebhookRequest delivery, Shop shop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{shop.Platform}\n{shop.Id}\n"));
        hash.AppendData(delivery.Body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 10));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Stored webhook {Receipt}: order {OrderId}, version {Version}")]
        public static partial void Stored(ILogger logger, string receipt, string orderId, long version);

        [LoggerMessage(2, LogLevel.Debug, "Nothing to store of webhook {Receipt}: {Reason}")]
        public static partial void Ignored(ILogger logger, string receipt, string reason);

        [LoggerMessage(3, LogLevel.Information, "Refused a webhook with {Status}: {Reason} ({Receipt})")]
        public static partial void Refused(ILogger logger, int status, string reason, string receipt);

        [LoggerMessage(6, LogLevel.Information, "Stored webhook {Receipt} as an amendment: order {OrderId}")]
        public static partial void Amends(ILogger logger, string receipt, string? orderId);

        [LoggerMessage(5, LogLevel.Information, "Stored webhook {Receipt} as a request: {Kind}")]
        public static partial void Noted(ILogger logger, string receipt, string kind);

        [LoggerMessage(4, LogLevel.Error, "Webhook {Receipt} could not be stored; its sender is asked to send it again")]
        public static partial void StoringFailed(ILogger logger, Exception exception, string receipt);
    }
}
