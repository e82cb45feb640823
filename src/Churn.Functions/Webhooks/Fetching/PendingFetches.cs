using Churn.Domain.Messages;
using Churn.Domain.Shops;

namespace Churn.Functions.Webhooks.Fetching;

/// <summary>Fetches orders that could not be fetched when their delivery came, and puts them where that would have.</summary>
public sealed class PendingFetches(IEnumerable<IWebhookPlatform> platforms, IShopDirectory shops, IMessageQueues queues, TimeProvider time) : IPendingFetches
{
    public async Task<PendingFetch?> TryAsync(ShopId shop, PendingFetch pending, CancellationToken cancellationToken)
    {
        var found = shops.Get(shop);
        var platform = platforms.First(platform => platform.Name.Equals(found.Platform, StringComparison.OrdinalIgnoreCase));
        var reading = await platform.FetchAsync(pending, found, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (reading.ShopRequests is [{ Fetch: { } left }])
        {
            return left;
        }

        foreach (var order in reading.Orders)
        {
            await queues.SendAsync(new OrderMessage { Order = OrderMessageSize.Fit(order) }, cancellationToken);
        }

        foreach (var amendment in reading.Amendments)
        {
            await queues.SendAsync(amendment with { ReceivedAt = time.GetUtcNow() }, TimeSpan.Zero, cancellationToken);
        }

        return null;
    }
}
