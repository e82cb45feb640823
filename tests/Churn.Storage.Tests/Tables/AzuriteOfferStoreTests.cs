using Churn.Domain.Offers;
using Churn.Domain.Shops;
using Churn.TestSupport.Azurite;
using Churn.TestSupport.Builders;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteOfferStoreTests(AzuriteFixture azurite) : OfferStoreContract
{
    protected override async Task<(IOfferStore Store, Shop Shop)> CreateAsync(string test) =>
        ((await StoreFixture.CreateAsync(azurite)).Offers, AShop.Named(test));
}
