using Churn.Domain.Reports;
using Churn.TestSupport.Stores;

namespace Churn.Storage.Tests.Tables;

public sealed class MemoryReportStoreTests : ReportStoreContract
{
    protected override Task<IReportStore> CreateAsync() => Task.FromResult<IReportStore>(new MemoryStorage().Reports);
}
