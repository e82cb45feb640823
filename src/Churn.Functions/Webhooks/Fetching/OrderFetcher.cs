using System.Net;
using Churn.Domain.Shops;
using Microsoft.Extensions.Logging;

namespace Churn.Functions.Webhooks.Fetching;

/// <summary>
/// Gets what a delivery only names from the platform's API. The sender waits meanwhile (Shopify five seconds at most), so there are few tries and little
/// time; what cannot be had becomes a notice and is not lost.
/// </summary>
public sealed partial class OrderFetcher(IHttpClientFactory clients, TimeProvider time, ILogger<OrderFetcher> logger)
{
    public const string ClientName = "platform";

    private const int Tries = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>GETs a path of the shop's API, retrying what may pass: 429, 5xx and broken connections.</summary>
    public async Task<FetchResult> GetAsync(Shop shop, string path, CancellationToken cancellationToken)
    {
        if (shop.ApiUrl is not { } api || shop.ApiToken.Length == 0)
        {
            return Fail(shop, "Fetching is not configured for this shop.", mayPass: false);
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var (token, reason) = (TokenOf(shop), "");
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            try
            {
                if (attempt > 0)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(250 << attempt), time, either.Token);
                }

                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(api, path));
                request.Headers.TryAddWithoutValidation(token.Name, token.Value);
                request.Headers.TryAddWithoutValidation("Accept", "application/json");
                using var client = clients.CreateClient(ClientName);
                using var response = await client.SendAsync(request, either.Token);
                if (response.IsSuccessStatusCode)
                {
                    return FetchResult.Of(await response.Content.ReadAsByteArrayAsync(either.Token));
                }

                if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
                {
                    return FetchResult.Gone;
                }

                reason = $"The platform's API answered {(int)response.StatusCode}.";
                if (response.StatusCode is not HttpStatusCode.TooManyRequests && (int)response.StatusCode < 500)
                {
                    return Fail(shop, reason, mayPass: false);
                }
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                reason = "The platform's API could not be reached in time.";
                if (patience.IsCancellationRequested)
                {
                    break;
                }
            }
        }

        return Fail(shop, reason, mayPass: true);
    }

    private static (string Name, string Value) TokenOf(Shop shop) => shop.Platform.ToLowerInvariant() switch
    {
        "bigcommerce" => ("X-Auth-Token", shop.ApiToken),
        "shopify" => ("X-Shopify-Access-Token", shop.ApiToken),
        _ => ("Authorization", $"Bearer {shop.ApiToken}"),
    };

    private FetchResult Fail(Shop shop, string reason, bool mayPass)
    {
        Log.NotFetched(logger, shop.Id.Value, reason);
        return FetchResult.Failed(reason, mayPass);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Parked: an order of shop {Shop} was not fetched and waits as a notice. {Reason}")]
        public static partial void NotFetched(ILogger logger, string shop, string reason);
    }
}
