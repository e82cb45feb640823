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
        var search = new PersonSearch(stores.Tables, queues, new PoisonQueues(queues), waiting);
        var person = Person(shop).SelectMany(order => order.Buyer.Identifiers).Distinct().ToArray();

        // Another customer, who used the person's address: it is set apart in their order, and says nothing of the person.
        var neighbour = AnOrder.Of(shop, "neighbour", "2026-11-01", null, null, "88");
        await scenario.Recorder.RecordAsync(neighbour with { Buyer = neighbour.Buyer with { Shared = [person[0]] } }, default);

        var before = await search.FindAsync(shop.Id, [.. person], "77", default).ToListAsync();
        await Eraser(scenario, stores.Identities, stores.Offers).EraseAsync(shop.Id, Request(shop), Request(shop).SentAt!.Value, default);
        var after = await search.FindAsync(shop.Id, [.. person], "77", default).ToListAsync();

        Assert.Contains(before, trace => trace.Kind == TraceKind.Left);
        Assert.NotEmpty(after);
        Assert.All(after, trace => Assert.True(trace.Kind == TraceKind.Tombstone, $"{trace.Where} {trace.Row}"));
    }

    protected override async Task<AppStores> CreateAsync() => await StoreFixture.CreateAsync(azurite);
}
