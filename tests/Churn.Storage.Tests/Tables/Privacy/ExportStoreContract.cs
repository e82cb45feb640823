using Churn.Domain.Orders;
using Churn.Domain.Privacy;
using Churn.Domain.Shops;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests.Tables.Privacy;

/// <summary>What every store of exports does. The tests run in memory and on Azurite.</summary>
public abstract class ExportStoreContract
{
    private static readonly DateTimeOffset MadeOn = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    protected abstract Task<IExportStore> CreateAsync();

    [Fact]
    public async Task ReadAsync_TextOfManyRows_IsTheTextThatWasWritten()
    {
        var (store, header) = (await CreateAsync(), Header("long", "77/5 x"));
        var text = string.Concat(Enumerable.Range(0, 150_000).Select(i => $"{i} \"\\"));

        await store.WriteAsync(header, text, default);

        var (read, copy) = (await store.ReadAsync(header.Shop, header.Id, default)).GetValueOrDefault();
        Assert.True(text == copy, $"{text.Length} characters were written and {copy?.Length} were read.");
        Assert.Equal((header.Id, header.MadeOn, header.ExpiresOn), (read.Id, read.MadeOn, read.ExpiresOn));
        Assert.Equal(header.Person, read.Person);
    }

    [Fact]
    public async Task WriteAsync_ShorterTextInPlaceOfALonger_LeavesNothingOfTheLonger()
    {
        var (store, header) = (await CreateAsync(), Header("again", "1"));
        await store.WriteAsync(header, new string('a', 100_000), default);

        await store.WriteAsync(header, "b", default);

        Assert.Equal("b", (await store.ReadAsync(header.Shop, header.Id, default))!.Value.Text);
    }

    [Fact]
    public async Task RemoveAsync_OneOfTwoShops_LeavesTheOther()
    {
        var (store, one, other) = (await CreateAsync(), Header("one", "1"), Header("other", "1"));
        await store.WriteAsync(one, "{}", default);
        await store.WriteAsync(other, "{}", default);

        await store.RemoveAsync(one.Shop, one.Id, default);
        await store.RemoveAsync(one.Shop, one.Id, default);

        Assert.Null(await store.ReadAsync(one.Shop, one.Id, default));
        Assert.Empty(await store.ListAsync(one.Shop, default).ToListAsync());
        Assert.Equal("1", Assert.Single(await store.ListAsync(other.Shop, default).ToListAsync()).Id);
    }

    private static ExportHeader Header(string name, string id) => new()
    {
        Shop = ShopId.Parse($"export-{name}"),
        Id = id,
        Person = IdentityHasher.Identify(AShop.Named($"export-{name}"), "", "jo@example.org", null, "77").Identifiers,
        MadeOn = MadeOn,
        ExpiresOn = MadeOn.AddDays(30),
    };
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteExportStoreTests(AzuriteFixture azurite) : ExportStoreContract
{
    protected override async Task<IExportStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite)).Exports;
}

public sealed class MemoryExportStoreTests : ExportStoreContract
{
    protected override Task<IExportStore> CreateAsync() => Task.FromResult<IExportStore>(new MemoryStorage().Exports);
}
