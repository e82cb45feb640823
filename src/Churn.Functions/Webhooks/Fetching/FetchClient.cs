using Churn.Functions.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Churn.Functions.Webhooks.Fetching;

/// <summary>The HTTP client for platforms' APIs: what it tries again by itself, and when.</summary>
internal static class FetchClient
{
    public const string Name = "platform";

    private const int Retries = 2;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    /// <summary>A platform that asks for a longer wait is left alone: the order's message comes back to the queue then.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Of all tries and the reading of the answer's body.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddFetchClient(this IServiceCollection services) => services
        .AddOutgoingClient(Name, pipeline => pipeline.AddRetry(Retry(pipeline.TimeProvider!)).AddTimeout(TryTimeout))

        // An order larger than a delivery may be is none.
        .ConfigureHttpClient(client => (client.MaxResponseContentBufferSize, client.Timeout) = (WebhookBody.Limit, Timeout))
        .Services;

    private static HttpRetryStrategyOptions Retry(TimeProvider time) => new()
    {
        MaxRetryAttempts = Retries,
        Delay = FirstPause,
        ShouldHandle = tried => new(HttpClientResiliencePredicates.IsTransient(tried.Outcome) && !(Asked(tried.Outcome, time) > LongestPause)),
        DelayGenerator = tried => new(Asked(tried.Outcome, time)),
    };

    private static TimeSpan? Asked(Outcome<HttpResponseMessage> outcome, TimeProvider time) =>
        outcome.Result is { } response ? RetryAfter.Of(response, time.GetUtcNow()) : null;
}
