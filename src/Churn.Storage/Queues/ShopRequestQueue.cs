using Azure.Storage.Queues;
using Churn.Domain.Messages;

namespace Churn.Storage.Queues;

/// <summary>
/// Sends shop requests to their queue, where they do not expire: a privacy request must not be lost because it was not handled for a week.
/// </summary>
public sealed class ShopRequestQueue(QueueServiceClient service) : IShopRequestQueue
{
    private static readonly TimeSpan Never = TimeSpan.FromSeconds(-1);

    private readonly QueueClient _shopRequests = service.GetQueueClient(QueueNames.ShopRequests);

    public string Queue => QueueNames.ShopRequests;

    public Task SendAsync(ShopRequest shopRequest, CancellationToken cancellationToken) =>
        _shopRequests.SendMessageAsync(
            MessageJson.Write(shopRequest), visibilityTimeout: null, timeToLive: Never, cancellationToken: cancellationToken);

    public Task SendLaterAsync(ShopRequest shopRequest, TimeSpan delay, CancellationToken cancellationToken) =>
        _shopRequests.SendMessageAsync(
            MessageJson.Write(shopRequest), visibilityTimeout: delay, timeToLive: Never, cancellationToken: cancellationToken);
}
