using Azure.Storage.Queues;
using Churn.Domain.Privacy;
using Churn.Storage.Events;
using Churn.Storage.Queues;
using Churn.TestSupport.Azurite;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;
using Churn.TestSupport.Stores;

namespace Churn.Storage.Tests.Tables;

[Collection(AzuriteCollection.Name)]
public sealed class AzuritePersonEraserTests(AzuriteFixture azurite) : PersonEraserContract
{
    [Fact]
    public async Task FindAsync_BeforeAndAfterAnErasure_FindsThePersonAndThenOnlyTombstones()
    {
        var stores = await StoreFixture.CreateAsync(azurite);
        var shop = AShop.Named("prove");
        var scenario = new RecorderScenario(stores.Buyers, stores.Identities, shop);
        foreach (var order in Person(shop))
        {
            await scenario.Recorder.RecordAsync(order, default);
        }

        var queues = new QueueServiceClient(azurite.NewAccount().ConnectionString);
        await new StorageProvisioner(stores.Tables, queues).CreateAsync(default);
        using var waiting = new WaitingEvents(queues);
        var search = new PersonSearch(stores.Tables, queues, stores.Identities, new PoisonQueues(queues), waiting);
        var person = Person(shop).SelectMany(order => order.Buyer.Identifiers).Distinct().ToArray();

        // Another customer, who uses the person's telephone, which is known to be shared: their order says nothing of the person.
        await scenario.Recorder.RecordAsync(AnOrder.Of(shop, "neighbour", "2026-10-01", null, "030 1234567", "88"), default);
        await ShareAsync(scenario, shop, Person(shop)[1].Buyer.Identifiers[0]);

        var before = await search.FindAsync(shop.Id, [.. person], "77", default).ToListAsync();
        await EraseAsync(scenario, Eraser(scenario, stores.Offers), shop, Request(shop));
        var after = await search.FindAsync(shop.Id, [.. person], "77", default).ToListAsync();

        Assert.Contains(before, trace => trace.Kind == TraceKind.Left);
        Assert.NotEmpty(after);
        Assert.All(after, trace => Assert.True(trace.Kind == TraceKind.Tombstone, $"{trace.Where} {trace.Row}"));
        Assert.NotNull(await scenario.Identities.FindOrderAsync(shop.Id, "neighbour", default));
    }

    protected override int Stride => 9;

    protected override async Task<AppStores> CreateAsync() => await StoreFixture.CreateAsync(azurite);
}
