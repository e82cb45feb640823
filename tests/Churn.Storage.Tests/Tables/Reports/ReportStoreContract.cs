using Churn.Domain.Reports;
using Churn.Domain.Shops;
using Churn.Testing.Azurite;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests.Tables.Reports;

/// <summary>What every store of reports does. The tests run in memory and on Azurite.</summary>
public abstract class ReportStoreContract
{
    private static readonly DateOnly Day = new(2026, 5, 14);

    protected abstract Task<IReportStore> CreateAsync();

    [Fact]
    public async Task SaveAsync_MoreThanOneColumnHolds_ComesBackByteForByte()
    {
        var store = await CreateAsync();
        var shop = ShopId.Parse("large");
        var noise = new byte[400_000];
        new Random(7).NextBytes(noise);

        await store.SaveAsync(shop, Day, noise, default);

        Assert.Equal(noise, await store.FindAsync(shop, Day, default));
        Assert.Null(await store.FindAsync(shop, Day.AddDays(1), default));
    }

    [Fact]
    public async Task SaveAsync_SameDayTwice_KeepsTheLastAlone()
    {
        var store = await CreateAsync();
        var shop = ShopId.Parse("twice");

        await store.SaveAsync(shop, Day, "{\"v\":1}"u8.ToArray(), default);
        await store.SaveAsync(shop, Day, "{\"v\":2}"u8.ToArray(), default);

        Assert.Equal("{\"v\":2}"u8.ToArray(), await store.FindAsync(shop, Day, default));
        Assert.Equal([Day], await store.ListAsync(shop, default).ToListAsync());
    }

    [Fact]
    public async Task FindNewestAsync_BetweenAndBeforeReports_IsTheLastUpToTheDayOfThatShop()
    {
        var store = await CreateAsync();
        var (shop, other) = (ShopId.Parse("newest"), ShopId.Parse("newest-other"));
        await store.SaveAsync(shop, Day, new byte[] { 1 }, default);
        await store.SaveAsync(shop, Day.AddDays(-30), new byte[] { 2 }, default);
        await store.SaveAsync(other, Day.AddDays(-1), new byte[] { 3 }, default);

        Assert.Equal([1], await store.FindNewestAsync(shop, Day.AddDays(100), default));
        Assert.Equal([2], await store.FindNewestAsync(shop, Day.AddDays(-1), default));
        Assert.Null(await store.FindNewestAsync(shop, Day.AddDays(-31), default));
        Assert.Equal([Day, Day.AddDays(-30)], await store.ListAsync(shop, default).ToListAsync());
    }
}

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

public sealed class MemoryReportStoreTests : ReportStoreContract
{
    protected override Task<IReportStore> CreateAsync() => Task.FromResult<IReportStore>(new MemoryStorage().Reports);
}
