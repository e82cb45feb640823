using Churn.Domain.Scores;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteModelStoreTests(AzuriteFixture azurite) : ModelStoreContract
{
    protected override async Task<IModelStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite)).Models;
}
