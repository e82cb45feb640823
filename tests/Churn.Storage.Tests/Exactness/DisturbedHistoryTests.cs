using Churn.Domain.Buyers;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;

namespace Churn.Storage.Tests.Exactness;

/// <summary>Whatever order deliveries come in, however often: the rows are those of the clean, in-order history, byte for byte.</summary>
public sealed class DisturbedHistoryTests
{
    /// <summary>Histories a run; the seeds are 0 to this.</summary>
    private const int Histories = 2_000;

    private static readonly Shop Shop = AShop.Named("exact");

    [Fact]
    public async Task RecordAsync_ShuffledAndRepeatedDeliveries_LeaveTheRowsOfTheCleanHistory() =>
        await Parallel.ForAsync(0, Histories, async (seed, token) =>
        {
            var random = new Random(seed);
            var deliveries = OrderHistories.InOrder(Shop, random, people: random.Next(1, 5), orders: random.Next(1, 25));
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
                await Parallel.ForEachAsync(shuffled, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (delivery, t) => await disturbed.Recorder.RecordAsync(delivery, t));
            }

            var expected = await RowDump.OfAsync(clean.Buyers, Shop.Id);
            var actual = await RowDump.OfAsync(disturbed.Buyers, Shop.Id);
            Assert.True(expected == actual, $"Seed {seed}:{Environment.NewLine}{expected}{Environment.NewLine}is not{Environment.NewLine}{actual}");
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
                    var folded = await scenario.Settler.FoldAsync(buyer.Key, null, default);
                    Assert.True(folded with { Identifiers = [] } == buyer.Facts with { Identifiers = [] }, $"Seed {seed}, buyer {buyer.Key.Buyer}");
                    Assert.True(folded.Identifiers.SetEquals(buyer.Facts.Identifiers), $"Seed {seed}, buyer {buyer.Key.Buyer}");
                }
            }
        }
    }
}
