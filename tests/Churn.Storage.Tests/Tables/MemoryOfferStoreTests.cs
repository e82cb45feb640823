using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.LocalHost.MemoryStores;
using Churn.TestSupport.Builders;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryOfferStoreTests : OfferStoreContract
{
    protected override Task<(IOfferStore Store, Shop Shop)> CreateAsync(string test) =>
        Task.FromResult<(IOfferStore, Shop)>((new MemoryOfferStore(), AShop.Named(test)));
}
