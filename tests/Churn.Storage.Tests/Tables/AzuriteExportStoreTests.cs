using Churn.Domain.Privacy;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteExportStoreTests(AzuriteFixture azurite) : ExportStoreContract
{
    protected override async Task<IExportStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite)).Exports;
}
