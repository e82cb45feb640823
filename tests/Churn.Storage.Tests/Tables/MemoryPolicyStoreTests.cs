using Churn.Domain.Policies;
using Churn.LocalHost.MemoryStores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryPolicyStoreTests : PolicyStoreContract
{
    protected override Task<IPolicyStore> CreateAsync() => Task.FromResult<IPolicyStore>(new MemoryPolicyStore());
}
