using System.Collections.Concurrent;
using Churn.Domain.Buyers;
using Churn.Domain.Shops;
using Churn.Testing.Azurite;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;
using Xunit.Abstractions;

namespace Churn.Storage.Tests.Exactness;

/// <summary>Sixteen workers write one buyer: the worst case of the races that ETags decide.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class HotBuyerTests(AzuriteFixture azurite, ITestOutputHelper output)
{
    private const int Workers = 16;
    private const int Orders = 160;

    private static readonly Shop Shop = AShop.Named("hot");

    [Fact]
    public async Task RecordAsync_SixteenWorkersOnOneBuyer_LoseNothingAndRaceWithinBounds()
    {
        var stores = await StoreFixture.CreateAsync(azurite);
        var backoff = new ConflictBackoff(TimeProvider.System);
        var recorder = new RecorderScenario(stores.Buyers, stores.Identities, backoff, new MemoryStorage(), Shop).Recorder;
        var orders = Enumerable.Range(0, Orders)
            .Select(i => AnOrder.Of(Shop, $"{i:000}", $"2026-09-{1 + (i % 28):00}T{i % 24:00}:00Z"))
            .ToArray();
        var recorded = new ConcurrentBag<RecordedOrder>();

        var options = new ParallelOptions { MaxDegreeOfParallelism = Workers };
        await Parallel.ForEachAsync(orders, options, async (order, token) => recorded.Add(await recorder.RecordAsync(order, token)));

        var races = recorded.Select(r => r.Conflicts).Order().ToArray();
        var requests = stores.Requests.Take().Count;
        output.WriteLine(
            $"{Orders} orders, {Workers} workers: {races.Sum()} races lost, median {races[Orders / 2]}, most {races[^1]} for one order, "
            + $"{requests} requests");
        var clean = RecorderScenario.InMemory(Shop);
        foreach (var order in orders)
        {
            await clean.Recorder.RecordAsync(order, default);
        }

        Assert.Equal(await RowDump.OfAsync(clean.Buyers, Shop.Id), await RowDump.OfAsync(stores.Buyers, Shop.Id));
        Assert.All(recorded, r => Assert.Equal(RecordOutcome.New, r.Outcome));

        // A worker loses a race only to another that wrote, and each write can only beat the workers that are under way meanwhile.
        Assert.InRange(races.Sum(), 0, (Workers - 1) * Orders);
        Assert.InRange(races[^1], 0, ConflictBackoff.MaxConflicts);
    }
}
