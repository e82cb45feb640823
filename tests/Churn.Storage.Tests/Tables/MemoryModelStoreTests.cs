using Churn.Domain.Scores;
using Churn.LocalHost.MemoryStores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryModelStoreTests : ModelStoreContract
{
    protected override Task<IModelStore> CreateAsync() => Task.FromResult<IModelStore>(new MemoryModelStore());
}
