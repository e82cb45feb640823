using Churn.Domain.Policies;
using Churn.TestSupport.Stores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryPolicyStoreTests : PolicyStoreContract
{
    protected override Task<IPolicyStore> CreateAsync() => Task.FromResult<IPolicyStore>(new MemoryStorage().Policies);
}
