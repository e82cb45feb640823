using System.Net;
using Churn.Domain.Shops;
using Churn.Functions.Api;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace Churn.Functions.Webhooks.Fetching;

/// <summary>Gets what a delivery only names from the platform's API. What cannot be had becomes a shop request and is not lost.</summary>
public sealed partial class OrderFetcher(IHttpClientFactory clients, TimeProvider time, ILogger<OrderFetcher> logger)
{
    /// <summary>GETs a path of the shop's API; 429, 5xx and broken connections are tried again a few times.</summary>
    /// <param name="shop">Its settings say where the API is and what its token is.</param>
    /// <param name="path">Relative to the API's address.</param>
    /// <param name="cancellationToken">Ends the fetching, as a time limit does: the order may be had later.</param>
    /// <param name="tokenHeader">The header that takes the bare token; null: a bearer token.</param>
    public async Task<FetchResult> GetAsync(Shop shop, string path, CancellationToken cancellationToken, string? tokenHeader = null)
    {
        if (shop.ApiUrl is not { } api || shop.ApiToken.Length == 0)
        {
            return Fail(shop, FetchResult.Failed("Fetching is not configured for this shop.", mayPass: false));
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(api, path));
        request.Headers.TryAddWithoutValidation(tokenHeader ?? "Authorization", tokenHeader is null ? $"Bearer {shop.ApiToken}" : shop.ApiToken);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        try
        {
            using var client = clients.CreateClient(FetchClient.Name);
            using var response = await client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? FetchResult.Of(await response.Content.ReadAsByteArrayAsync(cancellationToken))
                : response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone ? FetchResult.Gone
                : Fail(shop, Refused(response));
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or OperationCanceledException)
        {
            return Fail(shop, FetchResult.Failed("The platform's API could not be reached in time.", mayPass: true));
        }
    }

    private FetchResult Refused(HttpResponseMessage response) => FetchResult.Failed(
        $"The platform's API answered {(int)response.StatusCode}.",
        HttpClientResiliencePredicates.IsTransient(Outcome.FromResult(response)),
        RetryAfter.Of(response, time.GetUtcNow()));

    private FetchResult Fail(Shop shop, FetchResult failed)
    {
        Log.NotFetched(logger, shop.Id.Value, failed.Reason);
        return failed;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "An order of shop {Shop} was not fetched; its request goes on. {Reason}")]
        public static partial void NotFetched(ILogger logger, string shop, string reason);
    }
}
