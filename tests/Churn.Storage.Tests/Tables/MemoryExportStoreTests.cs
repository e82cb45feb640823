using Churn.Domain.Privacy;
using Churn.TestSupport.Stores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryExportStoreTests : ExportStoreContract
{
    protected override Task<IExportStore> CreateAsync() => Task.FromResult<IExportStore>(new MemoryStorage().Exports);
}
