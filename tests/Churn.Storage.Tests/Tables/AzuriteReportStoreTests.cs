using Churn.Domain.Reports;
using Churn.Domain.Shops;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteReportStoreTests(AzuriteFixture azurite) : ReportStoreContract
{
    [Fact]
    public async Task FindAsync_AReport_CostsOneRead()
    {
        var fixture = await StoreFixture.CreateAsync(azurite, "ReportCost");
        await fixture.Reports.SaveAsync(ShopId.Parse("cost"), new DateOnly(2026, 5, 14), new byte[300_000], default);
        fixture.Requests.Take();

        await fixture.Reports.FindAsync(ShopId.Parse("cost"), new DateOnly(2026, 5, 14), default);

        Assert.Single(fixture.Requests.Take());
    }

    protected override async Task<IReportStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite, "Report")).Reports;
}
