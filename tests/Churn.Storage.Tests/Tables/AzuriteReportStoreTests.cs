using Churn.Domain.Reports;
using Churn.Domain.Shops;
using Churn.TestSupport.Azurite;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteReportStoreTests(AzuriteFixture azurite) : ReportStoreContract
{
    [Fact]
    public async Task Find_AReportOfADayOrTheNewestOfSeveral_CostsOneRead()
    {
        var fixture = await StoreFixture.CreateAsync(azurite);
        var (shop, day) = (ShopId.Parse("cost"), new DateOnly(2026, 5, 14));
        foreach (var back in Enumerable.Range(0, 3))
        {
            await fixture.Reports.SaveAsync(shop, day.AddDays(-back), new byte[300_000 + back], default);
        }

        fixture.Requests.Take();

        var found = await fixture.Reports.FindAsync(shop, day.AddDays(-1), default);
        var one = fixture.Requests.Take();
        var newest = await fixture.Reports.FindNewestAsync(shop, DateOnly.MaxValue, default);
        var another = fixture.Requests.Take();

        Assert.Equal((300_001, 300_000), (found!.Length, newest!.Length));
        Assert.Equal((1, 1), (one.Count, another.Count));
    }

    protected override async Task<IReportStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite)).Reports;
}
