using Churn.Domain.Buyers;
using Churn.Domain.Shops;
using Churn.LocalHost.MemoryStores;
using Churn.TestSupport.Builders;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryBuyerStoreTests : BuyerStoreContract
{
    protected override Task<(IBuyerStore Store, Shop Shop)> CreateAsync(string test) =>
        Task.FromResult<(IBuyerStore, Shop)>((new MemoryBuyerStore(), AShop.Named(test)));
}
