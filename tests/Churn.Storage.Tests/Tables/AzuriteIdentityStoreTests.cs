using Churn.Domain.Identity;
using Churn.Domain.Shops;
using Churn.TestSupport.Azurite;
using Churn.TestSupport.Builders;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteIdentityStoreTests(AzuriteFixture azurite) : IdentityStoreContract
{
    protected override async Task<(IIdentityStore Store, Shop Shop)> CreateAsync(string test) =>
        ((await StoreFixture.CreateAsync(azurite)).Identities, AShop.Named(test));
}
