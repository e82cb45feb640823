using Churn.Domain.Buyers;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Stores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryBuyerStoreTests : BuyerStoreContract
{
    protected override Task<(IBuyerStore Store, Shop Shop)> CreateAsync(string test) =>
        Task.FromResult<(IBuyerStore, Shop)>((new MemoryStorage().Buyers, AShop.Named(test)));
}
