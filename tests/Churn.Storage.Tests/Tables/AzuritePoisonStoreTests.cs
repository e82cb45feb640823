using Churn.Domain.Poison;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuritePoisonStoreTests(AzuriteFixture azurite) : PoisonStoreContract
{
    protected override async Task<IPoisonStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite)).Poisoned;
}
