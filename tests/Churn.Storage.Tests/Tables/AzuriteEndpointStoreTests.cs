using Churn.Domain.Endpoints;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteEndpointStoreTests(AzuriteFixture azurite) : EndpointStoreContract
{
    protected override async Task<IEndpointStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite)).Endpoints;
}
