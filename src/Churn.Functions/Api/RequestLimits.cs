using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Api;

/// <summary>
/// Limits the requests a minute that one key may send to one shop, so that one key cannot use up the app. Each instance counts in its
/// own memory, which costs no storage request. A key can therefore reach the limit on each instance.
/// </summary>
public sealed class RequestLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _limiter;

    public RequestLimits(IOptions<ApiOptions> options)
    {
        var most = options.Value.RequestsPerMinute;
        _limiter = PartitionedRateLimiter.Create<string, string>(key => most == 0
            ? RateLimitPartition.GetNoLimiter(key)
            : RateLimitPartition.GetFixedWindowLimiter(key, _ => new() { PermitLimit = most, Window = Window }));
    }

    /// <summary>Counts a request. Returns null when the request may continue, and otherwise how long the caller has to wait.</summary>
    /// <param name="caller">Requests with the same text share one count.</param>
    public TimeSpan? Refuse(string caller)
    {
        using var lease = _limiter.AttemptAcquire(caller);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    public void Dispose() => _limiter.Dispose();
}

/// <summary>The API's limits, settings <c>Api:*</c>.</summary>
public sealed class ApiOptions
{
    public const string Section = "Api";

    /// <summary>Requests a minute that one key may send to one shop, on each instance of the app. 0: no limit.</summary>
    [Range(0, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 600;
}
