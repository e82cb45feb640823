using Churn.Domain.Endpoints;
using Churn.TestSupport.MemoryStores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryEndpointStoreTests : EndpointStoreContract
{
    protected override Task<IEndpointStore> CreateAsync() => Task.FromResult<IEndpointStore>(new MemoryEndpointStore());
}
