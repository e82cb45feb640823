using Churn.Domain.Runs;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteRunStoreTests(AzuriteFixture azurite) : RunStoreContract
{
    protected override async Task<IRunStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite)).Runs;
}
