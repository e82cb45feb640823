using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Churn.LocalHost;

namespace Churn.Simulation.Shopify;

/// <summary>Delivers order webhooks like Shopify: signed over the raw body, and repeated after a server error.</summary>
public sealed class ShopifySender(HttpClient client, LocalShop shop)
{
    private const int Attempts = 4;
    private const string ApiVersion = "2026-04";

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(shop.Secret);

    public async Task SendAsync(ShopifyDelivery delivery, CancellationToken cancellationToken)
    {
        var body = ShopifyOrderWriter.Write(delivery.Order);
        for (var attempt = 1; ; attempt++)
        {
            var fault = await TrySendAsync(delivery, body, cancellationToken);
            if (fault is null)
                return;
            if (attempt == Attempts)
                throw new LocalHostException($"The webhook of order {delivery.Order.Id} was not accepted in {Attempts} attempts: {fault}");
            await Task.Delay(FirstWait * attempt, TimeProvider.System, cancellationToken);
        }
    }

    public static string Sign(byte[] secret, byte[] body) => Convert.ToBase64String(HMACSHA256.HashData(secret, body));

    /// <summary>Returns null if the webhook was accepted. If another attempt may help, returns what went wrong.</summary>
    private async Task<string?> TrySendAsync(ShopifyDelivery delivery, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(delivery, body);
            using var response = await client.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return null;
            var answer = $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}";
            return (int)response.StatusCode >= 500
                ? answer
                : throw new LocalHostException($"The webhook of order {delivery.Order.Id} was refused: {answer}");
        }
        catch (HttpRequestException exception)
        {
            return exception.Message;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            return exception.Message;
        }
    }

    private HttpRequestMessage Request(ShopifyDelivery delivery, byte[] body)
    {
        var order = delivery.Order;
        var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return new(HttpMethod.Post, $"api/webhooks/shopify/{shop.Name}")
        {
            Content = content,
            Headers =
            {
                { "X-Shopify-Topic", delivery.Topic },
                { "X-Shopify-Hmac-Sha256", Sign(_secret, body) },
                { "X-Shopify-Shop-Domain", shop.Domain },
                { "X-Shopify-API-Version", ApiVersion },
                { "X-Shopify-Webhook-Id", $"{order.Id}-{order.UpdatedAt.UtcTicks}-{delivery.Topic}" },
                {
                    "X-Shopify-Triggered-At",
                    order.UpdatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)
                },
            },
        };
    }
}

/// <summary>One webhook. The same delivery always has the same bytes.</summary>
public sealed record ShopifyDelivery(string Topic, ShopifyOrder Order);
