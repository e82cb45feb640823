using Churn.Domain.Events;
using Churn.Domain.Shops;
using Churn.Testing.Azurite;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests.Tables.Events;

/// <summary>What every store of endpoints does. The tests run in memory and on Azurite.</summary>
public abstract class EndpointStoreContract
{
    private readonly ShopId _shop = ShopId.Parse($"endpoints-{Interlocked.Increment(ref _shops)}");
    private static int _shops;

    protected abstract Task<IEndpointStore> CreateAsync();

    [Fact]
    public async Task GetStateAsync_NobodyNotedAnything_IsWellAndThenWhatWasNoted()
    {
        var store = await CreateAsync();
        var well = await store.GetStateAsync(_shop, "e1", default);
        var failing = well with
        {
            FailingSince = RecorderScenario.Noon, Failures = 3, LastFailure = "503", DisabledAt = RecorderScenario.Noon.AddDays(3),
        };
        await store.PutStateAsync(failing, default);

        Assert.Equal(new EndpointState { Shop = _shop, Id = "e1" }, well);
        Assert.Equal(failing, await store.GetStateAsync(_shop, "e1", default));
        await store.PutStateAsync(well, default);
        Assert.Equal(well, await store.GetStateAsync(_shop, "e1", default));
    }

    [Fact]
    public async Task ListAsync_DeliveriesOfSeveralSubjects_AreThoseOfTheOneByNumberWhateverOrderTheyCameIn()
    {
        var store = await CreateAsync();
        foreach (var (endpoint, subject, number) in new[]
        {
            ("e1", "a", 1_795_348_800_123), ("e1", "a", 9), ("e1", "ab", 1), ("e2", "a", 2), ("e1", "a", 9),
        })
        {
            await store.KeepAsync(Delivery(endpoint, subject, number), default);
        }

        Assert.Equal(
            [Delivery("e1", "a", 9), Delivery("e1", "a", 1_795_348_800_123)],
            await store.ListAsync(_shop, "e1", "a", default).ToListAsync());
        Assert.Equal(3, await store.ListAsync(_shop, "e1", default).CountAsync());
    }

    [Fact]
    public async Task RemoveAsync_Twice_RemovesIt()
    {
        var store = await CreateAsync();
        await store.KeepAsync(Delivery("e1", "a", 1), default);
        await store.RemoveAsync(Delivery("e1", "a", 1), default);
        await store.RemoveAsync(Delivery("e1", "a", 1), default);

        Assert.Empty(await store.ListAsync(_shop, "e1", default).ToListAsync());
    }

    private WaitingDelivery Delivery(string endpoint, string subject, long number) =>
        new(_shop, endpoint, subject, number, $"{_shop}-{subject}-{number}", $"{{\"n\":{number}}}");
}

[Collection(AzuriteCollection.Name)]
public sealed class AzuriteEndpointStoreTests(AzuriteFixture azurite) : EndpointStoreContract
{
    protected override async Task<IEndpointStore> CreateAsync() => (await StoreFixture.CreateAsync(azurite)).Endpoints;
}

public sealed class MemoryEndpointStoreTests : EndpointStoreContract
{
    protected override Task<IEndpointStore> CreateAsync() => Task.FromResult<IEndpointStore>(new MemoryStorage().Endpoints);
}
