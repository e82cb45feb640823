using Churn.Domain.Endpoints;
using Churn.TestSupport.Stores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryEndpointStoreTests : EndpointStoreContract
{
    protected override Task<IEndpointStore> CreateAsync() => Task.FromResult<IEndpointStore>(new MemoryStorage().Endpoints);
}
