using Churn.Domain.Buyers;
using Churn.Domain.Shops;
using Churn.TestSupport.Azurite;
using Churn.TestSupport.Builders;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteBuyerStoreTests(AzuriteFixture azurite) : BuyerStoreContract
{
    protected override async Task<(IBuyerStore Store, Shop Shop)> CreateAsync(string test) =>
        ((await StoreFixture.CreateAsync(azurite)).Buyers, AShop.Named(test));
}
