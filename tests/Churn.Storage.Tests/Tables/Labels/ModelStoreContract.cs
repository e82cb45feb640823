using System.Globalization;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Shops;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests.Tables.Labels;

/// <summary>What every store of models does. The tests run in memory and on Azurite.</summary>
public abstract class ModelStoreContract
{
    protected abstract Task<IModelStore> CreateAsync();

    [Fact]
    public async Task GetAsync_BeforeTheFirstRun_IsTheTierOfRules()
    {
        var store = await CreateAsync();

        Assert.Equal(ShopModel.None, await store.GetAsync(ShopId.Parse("none"), default));
        Assert.Null(await store.FindAsync(ShopId.Parse("none"), "2026-05-14", default));
    }

    [Fact]
    public async Task PutAsync_TwiceAndThenTheNextDay_KeepsBothVersionsAndTheLatest()
    {
        var store = await CreateAsync();
        var shop = ShopId.Parse("versions");

        await store.PutAsync(shop, AModel.Fitted("2026-05-14"), default);
        await store.PutAsync(shop, AModel.Fitted("2026-05-14"), default);
        await store.PutAsync(shop, AModel.Fitted("2026-05-15"), default);

        Assert.Equal(ModelJson.Write(AModel.Fitted("2026-05-15")), ModelJson.Write(await store.GetAsync(shop, default)));
        Assert.Equal(ModelJson.Write(AModel.Fitted("2026-05-14")), ModelJson.Write((await store.FindAsync(shop, "2026-05-14", default))!));
    }

    [Fact]
    public async Task PutAsync_ARunOfAnEarlierDateEndsLast_TheLaterDateStaysTheLatest()
    {
        var store = await CreateAsync();
        var shop = ShopId.Parse("late");

        await store.PutAsync(shop, AModel.Fitted("2026-05-15"), default);
        await store.PutAsync(shop, AModel.Fitted("2026-05-14"), default);

        Assert.Equal("2026-05-15", (await store.GetAsync(shop, default)).Version);
        Assert.NotNull(await store.FindAsync(shop, "2026-05-14", default));
    }

    [Theory]
    [InlineData("2026-05-13", "rules")]
    [InlineData("2026-05-14", "2026-05-14")]
    [InlineData("2026-05-19", "2026-05-14")]
    [InlineData("2026-05-20", "2026-05-20")]
    [InlineData("2027-01-01", "2026-05-20")]
    public async Task FindOnAsync_ADay_IsTheLastThatWasLearnedByThen(string day, string version)
    {
        var store = await CreateAsync();
        var shop = ShopId.Parse("on");
        await store.PutAsync(shop, AModel.Fitted("2026-05-20"), default);
        await store.PutAsync(shop, AModel.Fitted("2026-05-14"), default);

        var found = await store.FindOnAsync(shop, DateOnly.Parse(day, CultureInfo.InvariantCulture), default);

        Assert.Equal(version, found.Version);
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteModelStoreTests(AzuriteFixture azurite) : ModelStoreContract
{
    protected override async Task<IModelStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite)).Models;
}

public sealed class MemoryModelStoreTests : ModelStoreContract
{
    protected override Task<IModelStore> CreateAsync() => Task.FromResult<IModelStore>(new MemoryStorage().Models);
}
