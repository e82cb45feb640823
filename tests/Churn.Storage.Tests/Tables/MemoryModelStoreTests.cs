using Churn.Domain.Scores;
using Churn.TestSupport.Stores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryModelStoreTests : ModelStoreContract
{
    protected override Task<IModelStore> CreateAsync() => Task.FromResult<IModelStore>(new MemoryStorage().Models);
}
