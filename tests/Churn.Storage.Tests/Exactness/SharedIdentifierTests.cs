using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Interruptions;
using Churn.TestSupport.MemoryStores;
using Churn.TestSupport.Scenarios;

namespace Churn.Storage.Tests.Exactness;

/// <summary>
/// Addresses that several people use, marked as shared at any time between their orders, edits and platform merges: in the end every order stands with whom
/// it names, as if the mark had been there from the first. One worker, who never dies: docs/identity.md says what is not so yet with several.
/// </summary>
public sealed class SharedIdentifierTests
{
    /// <summary>Histories a run; the seeds are 0 to this.</summary>
    private const int Histories = 1_000;

    private static readonly Shop Shop = AShop.Named("shared");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ShareAsync_AtAnyTime_LeavesTheRowsOfTheHistoryThatKnewItFromTheFirst(bool changingBuyers) =>
        await Parallel.ForAsync(0, Histories, async (seed, token) =>
        {
            var random = new Random(seed);
            var people = random.Next(1, 5);
            var orders = OrderHistories.InOrder(Shop, random, people, random.Next(2, 16), changingBuyers, sharing: true);
            var links = OrderHistories.Links(Shop, random, people);
            var shared = OrderHistories.SharedOnes(Shop).Where(_ => random.Next(3) > 0).ToList();
            var deliveries = shared.Select(identifier => Delivery.Of(Shop.Id, identifier)).Concat(orders.Select(Delivery.Of)).Concat(links.Select(Delivery.Of)).ToList();
            var expectedPeople = ExpectedPeople.Of(orders, links, [.. shared]);
            var clean = RecorderScenario.InMemory(Shop);
            foreach (var delivery in deliveries)
            {
                await delivery.ToAsync(clean, token);
            }

            await clean.SearchAsync(token);
            var cleanPeople = await ExpectedPeople.InAsync(clean.Buyers, Shop.Id);
            Assert.True(expectedPeople == cleanPeople, $"Seed {seed}, clean:{Environment.NewLine}{expectedPeople}{Environment.NewLine}is not{Environment.NewLine}{cleanPeople}");
            var (buyers, identities) = (new MemoryBuyerStore(), new MemoryIdentityStore());
            var failure = await Record.ExceptionAsync(() =>
                InterleavedWorkers.RunAsync(buyers, identities, Shop, OrderHistories.Disturbed(deliveries, random), workers: 1, crashRate: 0, random));

            Assert.True(failure is null, $"Seed {seed}: {failure}");
            var actualPeople = await ExpectedPeople.InAsync(buyers, Shop.Id);
            Assert.True(expectedPeople == actualPeople, $"Seed {seed}:{Environment.NewLine}{expectedPeople}{Environment.NewLine}is not{Environment.NewLine}{actualPeople}");
            var expected = await RowDump.OfAsync(clean.Buyers, Shop.Id, offered: false);
            var actual = await RowDump.OfAsync(buyers, Shop.Id, offered: false);
            Assert.True(expected == actual, $"Seed {seed}:{Environment.NewLine}{expected}{Environment.NewLine}is not{Environment.NewLine}{actual}");
        });
}
