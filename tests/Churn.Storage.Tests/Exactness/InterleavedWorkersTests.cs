using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Storage.Tests.Exactness;

/// <summary>
/// Several workers write to one shop. Chance draws whose store call comes next, and a worker dies now and then in the middle. That gives
/// far more interleavings than threads ever show, and the seed repeats each of them.
/// </summary>
public sealed class InterleavedWorkersTests
{
    private static readonly int Histories = Thoroughness.Histories(200);

    private static readonly Shop Shop = AShop.Named("turns");

    [Theory]
    [InlineData(0.0, false)]
    [InlineData(0.03, false)]
    [InlineData(0.0, true)]
    [InlineData(0.03, true)]
    public async Task Workers_AnyInterleaving_LeaveTheRowsOfTheCleanHistory(double crashRate, bool changingBuyers) =>
        await Parallel.ForAsync(0, Histories, async (seed, token) =>
        {
            var random = new Random(seed);
            var people = random.Next(1, 4);
            var orders = OrderHistories.InOrder(Shop, random, people, orders: random.Next(2, 16), changingBuyers);
            var deliveries = orders.Select(Delivery.Of).Concat(OrderHistories.Amendments(orders, random).Select(Delivery.Of))
                .Concat(OrderHistories.Links(Shop, random, people).Select(Delivery.Of)).ToList();
            var clean = RecorderScenario.InMemory(Shop);
            foreach (var delivery in deliveries)
            {
                await delivery.ToAsync(clean, token);
            }

            var storage = new MemoryStorage();
            var failure = await Record.ExceptionAsync(() =>
                InterleavedWorkers.RunAsync(
                    storage.Buyers,
                    storage.Identities,
                    Shop,
                    OrderHistories.Disturbed(deliveries, random),
                    random.Next(2, 6),
                    crashRate,
                    random));

            Assert.True(failure is null, $"Seed {seed}: {failure}");
            var expected = await RowDump.OfAsync(clean.Buyers, Shop.Id);
            var actual = await RowDump.OfAsync(storage.Buyers, Shop.Id);
            Assert.True(
                expected == actual,
                $"Seed {seed}:{Environment.NewLine}{expected}{Environment.NewLine}is not{Environment.NewLine}{actual}");
            var faults = await LedgerChecks.FaultsAsync(RecorderScenario.InMemory(storage, Shop).Identities, Shop.Id, orders);
            Assert.True(faults.Length == 0, $"Seed {seed}:{Environment.NewLine}{faults}");
        });
}
