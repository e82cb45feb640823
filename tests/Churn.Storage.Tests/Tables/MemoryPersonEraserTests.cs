using Churn.TestSupport.Stores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryPersonEraserTests : PersonEraserContract
{
    protected override int Stride => 1;

    protected override Task<AppStores> CreateAsync() => Task.FromResult<AppStores>(new MemoryStorage());
}
