using Churn.Domain.Shops;

namespace Churn.Domain.Privacy;

/// <summary>Everything that a bucket of a shop holds, whatever it is.</summary>
public interface IShopContents
{
    /// <summary>
    /// Erases all rows of a bucket: buyers, ledgers and all that stands beside them, identities, accounts. Orders go together with their share of the
    /// memory of erased orders, which stays; so none is counted twice, whenever this is stopped and started again.
    /// </summary>
    /// <returns>Orders erased.</returns>
    Task<int> EraseBucketAsync(Shop shop, string bucket, CancellationToken cancellationToken);
}
