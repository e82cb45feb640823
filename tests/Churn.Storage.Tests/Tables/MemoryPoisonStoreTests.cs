using Churn.Domain.Poison;
using Churn.TestSupport.Stores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryPoisonStoreTests : PoisonStoreContract
{
    protected override Task<IPoisonStore> CreateAsync() => Task.FromResult<IPoisonStore>(new MemoryStorage().Poisoned);
}
