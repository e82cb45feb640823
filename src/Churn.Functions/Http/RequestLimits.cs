using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Churn.Functions.Http;

/// <summary>
/// Keeps one key from taking all of the app's time: so many requests a minute to a shop. Counted in each instance's memory, which costs no storage request; with
/// several instances a key may get as many times more.
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

    /// <summary>Counts a request. Null: it may go on; else how long its sender should wait.</summary>
    /// <param name="caller">Whose requests count together.</param>
    public TimeSpan? Refuse(string caller)
    {
        using var lease = _limiter.AttemptAcquire(caller);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : Window;
    }

    public void Dispose() => _limiter.Dispose();
}
