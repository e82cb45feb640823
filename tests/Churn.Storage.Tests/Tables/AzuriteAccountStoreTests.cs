using Churn.Domain.Accounts;
using Churn.Domain.Shops;
using Churn.TestSupport.Azurite;
using Churn.TestSupport.Builders;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteAccountStoreTests(AzuriteFixture azurite) : AccountStoreContract
{
    protected override async Task<(IAccountStore Store, Shop Shop)> CreateAsync(string test) =>
        ((await StoreFixture.CreateAsync(azurite)).Accounts, AShop.Named(test));
}
