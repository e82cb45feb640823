using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Testing.Scripted;

/// <summary>A platform's API that gives orders, or fails as the test says.</summary>
public sealed class ScriptedFetches : IPendingFetches
{
    public List<string> Tried { get; } = [];

    /// <summary>Why no order can be fetched; null if all can.</summary>
    public string? Reason { get; set; }

    public bool MayPass { get; set; }

    public TimeSpan? RetryAfter { get; set; }

    public Task<PendingFetch?> TryAsync(ShopId shop, PendingFetch pending, CancellationToken cancellationToken)
    {
        Tried.Add(pending.OrderId);
        return Task.FromResult(Reason is null ? null : pending with { Reason = Reason, MayPass = MayPass, RetryAfter = RetryAfter });
    }
}
