using Churn.Domain.Shops;

namespace Churn.Domain.Messages;

/// <summary>Fetches from a platform what a delivery only named.</summary>
public interface IPendingFetches
{
    /// <summary>Fetches the order and puts it on its queue. Null: done; else the fetch with the reason why it still waits.</summary>
    Task<PendingFetch?> TryAsync(ShopId shop, PendingFetch pending, CancellationToken cancellationToken);
}
