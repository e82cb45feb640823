using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Stores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryOfferStoreTests : OfferStoreContract
{
    protected override Task<(IOfferStore Store, Shop Shop)> CreateAsync(string test) =>
        Task.FromResult<(IOfferStore, Shop)>((new MemoryStorage().Offers, AShop.Named(test)));
}
