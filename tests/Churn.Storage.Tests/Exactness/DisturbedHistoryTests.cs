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

            await clean.SearchAsync(token);

            var disturbed = RecorderScenario.InMemory(Shop);
            var shuffled = OrderHistories.Disturbed(deliveries, random);
            if (seed % 2 == 0)
            {
                foreach (var delivery in shuffled)
                {
                    await disturbed.Recorder.RecordAsync(delivery, token);
                    await SearchEarlyAsync(disturbed, random, token);
                }
            }
            else
            {
                await Parallel.ForEachAsync(shuffled, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (delivery, t) => await disturbed.Recorder.RecordAsync(delivery, t));
            }

            await disturbed.SearchAsync(token);
            var expected = await RowDump.OfAsync(clean.Buyers, Shop.Id);
            var actual = await RowDump.OfAsync(disturbed.Buyers, Shop.Id);
            Assert.True(expected == actual, $"Seed {seed}:{Environment.NewLine}{expected}{Environment.NewLine}is not{Environment.NewLine}{actual}");
            var faults = await LedgerChecks.FaultsAsync(disturbed.Buyers, disturbed.Identities, Shop.Id, deliveries);
            Assert.True(faults.Length == 0, $"Seed {seed}:{Environment.NewLine}{faults}");
        });

    // The last look for an order comes days later, when everything has arrived; the others may come at any time.
    private static async Task SearchEarlyAsync(RecorderScenario scenario, Random random, CancellationToken cancellationToken)
    {
        var last = SearchWaits.Usual.Waits.Count - 1;
        if (random.Next(3) == 0 && scenario.Queues.Searches.TryTake(one => one.Message.Attempt != last, out var search))
        {
            await scenario.Uniter.SearchAsync(search.Message, cancellationToken);
        }
    }

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
                    var folded = await scenario.Settler.FoldAsync(buyer.Key, [], default);
                    Assert.True(folded with { Identifiers = [] } == buyer.Facts with { Identifiers = [] }, $"Seed {seed}, buyer {buyer.Key.Buyer}");
                    Assert.True(folded.Identifiers.SetEquals(buyer.Facts.Identifiers), $"Seed {seed}, buyer {buyer.Key.Buyer}");
                }
            }
        }
    }
}
