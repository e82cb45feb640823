using Churn.Domain.Buyers;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;

namespace Churn.Storage.Tests.Exactness;

/// <summary>Deliveries in any order, however often, leave the rows of the clean history in order, byte for byte.</summary>
public sealed class DisturbedHistoryTests
{
    /// <summary>The number of histories of a run. The seeds count from 0 up to it.</summary>
    private static readonly int Histories = Thoroughness.Histories(600);

    private static readonly Shop Shop = AShop.Named("exact");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RecordAsync_ShuffledAndRepeatedDeliveries_LeaveTheRowsOfTheCleanHistory(bool changingBuyers) =>
        await Parallel.ForAsync(0, Histories, async (seed, token) =>
        {
            var random = new Random(seed);
            var deliveries = OrderHistories.InOrder(Shop, random, people: random.Next(1, 5), orders: random.Next(1, 25), changingBuyers);
            var clean = RecorderScenario.InMemory(Shop);
            foreach (var delivery in deliveries)
            {
                await clean.Recorder.RecordAsync(delivery, token);
            }

            var disturbed = RecorderScenario.InMemory(Shop);
            var shuffled = OrderHistories.Disturbed(deliveries, random);
            if (seed % 2 == 0)
            {
                foreach (var delivery in shuffled)
                {
                    await disturbed.Recorder.RecordAsync(delivery, token);
                }
            }
            else
            {
                var options = new ParallelOptions { MaxDegreeOfParallelism = 8 };
                await Parallel.ForEachAsync(
                    shuffled, options, async (delivery, t) => await disturbed.Recorder.RecordAsync(delivery, t));
            }

            Assert.True(disturbed.Queues.Amendments.IsEmpty, $"Seed {seed}: an amendment still waits.");
            var expected = await RowDump.OfAsync(clean.Buyers, Shop.Id);
            var actual = await RowDump.OfAsync(disturbed.Buyers, Shop.Id);
            Assert.True(
                expected == actual,
                $"Seed {seed}:{Environment.NewLine}{expected}{Environment.NewLine}is not{Environment.NewLine}{actual}");
            var faults = await LedgerChecks.FaultsAsync(disturbed.Identities, Shop.Id, deliveries);
            Assert.True(faults.Length == 0, $"Seed {seed}:{Environment.NewLine}{faults}");
        });

    [Fact]
    public async Task RecordAsync_EachHistory_EqualsTheFoldOfItsLedger()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var scenario = RecorderScenario.InMemory(Shop);
            foreach (var delivery in OrderHistories.Disturbed(OrderHistories.InOrder(Shop, random, 3, 20), random))
            {
                await scenario.Recorder.RecordAsync(delivery, default);
            }

            for (var bucket = 0; bucket < Buckets.Count; bucket++)
            {
                await foreach (var buyer in scenario.Buyers.ScanAsync(Shop.Id, Buckets.Name(bucket), default))
                {
                    var folded = BuyerFold.Fold((await scenario.Buyers.GatherAsync(buyer.Partitions, default)).Values, Shop);
                    Assert.True(
                        Equals(folded, buyer.Facts), $"Seed {seed}: the facts of buyer {buyer.Key.Buyer} are not the fold of the ledger.");
                }
            }
        }
    }
}
