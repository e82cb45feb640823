namespace Churn.Domain.Messages;

/// <summary>Sends shop requests. A shop request is on the queue when the task completes.</summary>
public interface IShopRequestQueue
{
    /// <summary>The queue's name.</summary>
    string Queue { get; }

    Task SendAsync(ShopRequest shopRequest, CancellationToken cancellationToken);

    /// <param name="delay">How long the shop request stays invisible: at most seven days.</param>
    Task SendLaterAsync(ShopRequest shopRequest, TimeSpan delay, CancellationToken cancellationToken);
}
