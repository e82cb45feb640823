using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.LocalHost.MemoryStores;

namespace Churn.TestSupport.MemoryStores;

/// <summary>The buckets of the memory stores.</summary>
public sealed class MemoryShopContents(MemoryBuyerStore buyers, MemoryIdentityStore identities, MemoryAccountStore accounts) : IShopContents
{
    public Task<int> EraseBucketAsync(Shop shop, string bucket, CancellationToken cancellationToken)
    {
        identities.EraseBucket(shop.Id, bucket);
        accounts.EraseBucket(shop.Id, bucket);
        return Task.FromResult(buyers.EraseBucket(shop, bucket));
    }
}
