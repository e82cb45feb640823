using Churn.Domain.Runs;
using Churn.TestSupport.Stores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryRunStoreTests : RunStoreContract
{
    protected override Task<IRunStore> CreateAsync() => Task.FromResult<IRunStore>(new MemoryStorage().Runs);
}
