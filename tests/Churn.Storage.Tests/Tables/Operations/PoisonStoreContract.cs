using Churn.Domain.Operations;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests.Tables.Operations;

/// <summary>What every store of kept poison messages does. The tests run in memory and on Azurite.</summary>
public abstract class PoisonStoreContract
{
    protected abstract Task<IPoisonStore> CreateAsync();

    [Fact]
    public async Task KeepAsync_LongestMessageTwice_IsOneRowAsItWas()
    {
        var store = await CreateAsync();
        var message = APoison.Of("contract-keep", "1", "2026-06-01T10:00:00Z", new string('ü', 60_000));

        await store.KeepAsync(message, default);
        await store.KeepAsync(message, default);

        var kept = Assert.Single(await store.ReadAsync("contract-keep", default).ToListAsync());
        Assert.Equal(message with { Kept = true, ExpiresOn = null }, kept);
        Assert.Equal(kept, await store.FindAsync("contract-keep", "1", default));
    }

    [Fact]
    public async Task RemoveAsync_OneOfTwoQueues_LeavesTheOther()
    {
        var store = await CreateAsync();
        await store.KeepAsync(APoison.Of("contract-one", "1", "2026-06-01", "{}"), default);
        await store.KeepAsync(APoison.Of("contract-other", "1", "2026-06-01", "{}"), default);

        await store.RemoveAsync("contract-one", "1", default);
        await store.RemoveAsync("contract-one", "1", default);

        Assert.Null(await store.FindAsync("contract-one", "1", default));
        Assert.Single(await store.ReadAsync("contract-other", default).ToListAsync());
    }
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuritePoisonStoreTests(AzuriteFixture azurite) : PoisonStoreContract
{
    protected override async Task<IPoisonStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite)).Poisoned;
}

public sealed class MemoryPoisonStoreTests : PoisonStoreContract
{
    protected override Task<IPoisonStore> CreateAsync() => Task.FromResult<IPoisonStore>(new MemoryStorage().Poisoned);
}
