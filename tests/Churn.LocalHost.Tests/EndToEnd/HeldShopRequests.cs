using System.Collections.Concurrent;
using Churn.Domain.Messages;

namespace Churn.LocalHost.Tests.EndToEnd;

/// <summary>
/// The queue of shop requests. Delayed notices wait until the test releases them, because a test cannot move the storage's clock.
/// </summary>
internal sealed class HeldShopRequests(IShopRequestQueue queue) : IShopRequestQueue
{
    private readonly ConcurrentQueue<ShopRequest> _later = new();

    public string Queue => queue.Queue;

    public int Waiting => _later.Count;

    public Task SendAsync(ShopRequest shopRequest, CancellationToken cancellationToken) => queue.SendAsync(shopRequest, cancellationToken);

    public Task SendLaterAsync(ShopRequest shopRequest, TimeSpan delay, CancellationToken cancellationToken)
    {
        _later.Enqueue(shopRequest);
        return Task.CompletedTask;
    }

    /// <summary>Sends the delayed shop requests, as if their time had come.</summary>
    public async Task ReleaseAsync()
    {
        while (_later.TryDequeue(out var shopRequest))
            await queue.SendAsync(shopRequest, CancellationToken.None);
    }
}
