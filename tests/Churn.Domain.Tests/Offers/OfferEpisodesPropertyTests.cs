using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Interruptions;
using Churn.TestSupport.Scenarios;

namespace Churn.Domain.Tests.Offers;

/// <summary>Nobody is flagged twice for one occasion and nobody is forgotten, whatever crashes, is delivered twice, or is merged in between.</summary>
public sealed class OfferEpisodesPropertyTests
{
    private const int People = 12;

    private static readonly BusinessModel[] Models = [BusinessModel.GeneralRetail, BusinessModel.Consumables, BusinessModel.Wholesale, BusinessModel.OneProduct];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task FlagAsync_CrashesDuplicatesAndMerges_EveryEpisodeIsFlaggedOnceAndRemembered(int seed)
    {
        var random = new Random(seed);
        var shop = AShop.Named("demo", options => options.BusinessModel = Models[seed % Models.Length]);
        var scenario = new OfferScenario(shop);
        var day = DateOnly.FromDateTime(RecorderScenario.Noon.UtcDateTime);
        for (var (step, order) = (0, 0); step < 40; step++, day = day.AddDays(random.Next(1, 15)))
        {
            scenario.Recording.Time.Advance(new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero) - scenario.Recording.Time.GetUtcNow());
            for (var orders = random.Next(0, 5); orders > 0; orders--)
            {
                await scenario.Recording.Recorder.RecordAsync(Order(shop, random, ++order, day), default);
            }

            await FlagAsync(scenario, random, day);
        }

        await scenario.FlagAsync(day);
        Assert.Equal("", await FaultsAsync(scenario, shop, day, seed));
        Assert.Equal(0, (await scenario.FlagAsync(day)).Written);
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 12)];

    // A run may crash at any write, and be delivered again up to twice.
    private static async Task FlagAsync(OfferScenario scenario, Random random, DateOnly day)
    {
        for (var deliveries = random.Next(1, 4); deliveries > 0; deliveries--)
        {
            try
            {
                await scenario.FlagAsync(day, new CrashAtCall(random.Next(1, 40), random.Next(2) == 0));
            }
            catch (CrashedException)
            {
                // As if the worker had died: the message comes back, or only the next day's does.
            }
        }
    }

    // A person orders by e-mail, by phone, or by both, which proves that two buyers are one.
    private static Order Order(Shop shop, Random random, int number, DateOnly day)
    {
        var person = random.Next(People);
        var (email, phone) = random.Next(8) switch
        {
            0 => ((string?)$"p{person}@example.org", (string?)$"0301234{person:00}"),
            < 5 => ($"p{person}@example.org", null),
            _ => (null, $"0301234{person:00}"),
        };
        return AnOrder.Of(shop, $"{number}", $"{day:yyyy-MM-dd}T{random.Next(0, 24):00}:00:00Z", email, phone, total: random.Next(1_000, 40_000));
    }

    // Told once that it waits and once how it ended, in that order; of what is held out nothing.
    private static IEnumerable<string> EventFaults(OfferMemo memo, List<ChurnEvent> told)
    {
        var types = told.Where(event_ => event_.Data.Contains($"\"offer\":\"{memo.Id}\"", StringComparison.Ordinal)).Select(event_ => event_.Type);
        var begun = OfferPolicy.IsTask(memo.Kind) ? EventTypes.TaskDue : EventTypes.OfferReady;
        string[] expected = memo.HeldOut ? [] : memo.Closed ? [begun, EventTypes.OfferClosed] : [begun];
        return types.SequenceEqual(expected) ? [] : [$"of {memo.Id} was told: {string.Join(", ", types)}"];
    }

    private static async Task<string> FaultsAsync(OfferScenario scenario, Shop shop, DateOnly asOf, int seed)
    {
        var offers = (await scenario.ListAsync()).ToDictionary(offer => offer.Id);
        var faults = new List<string>();
        var remembered = new HashSet<string>();
        var told = scenario.Recording.Events.Taken.DistinctBy(event_ => event_.Id).ToList();
        for (var bucket = 0; bucket < Buckets.Count; bucket++)
        {
            await foreach (var buyer in scenario.Recording.Buyers.ScanAsync(shop.Id, Buckets.Name(bucket), default))
            {
                remembered.UnionWith(buyer.Offered.Memos.Select(memo => memo.Id));
                faults.AddRange(buyer.Offered.Pending.Select(memo => $"{memo.Id} was never published"));
                faults.AddRange(buyer.Offered.Memos.Where(memo => !offers.ContainsKey(memo.Id)).Select(memo => $"{memo.Id} is remembered and has no row"));
                faults.AddRange(buyer.Offered.Memos.Where(memo => !memo.Closed && memo.ClosesOn < asOf).Select(memo => $"{memo.Id} was never closed"));
                faults.AddRange(buyer.Offered.Memos.SelectMany(memo => EventFaults(memo, told)));
                faults.AddRange(buyer.Offered.Memos.GroupBy(memo => memo.EpisodeKey)
                    .Where(group => group.Count(memo => offers.TryGetValue(memo.Id, out var offer) && offer.Outcome is null) > 1)
                    .Select(group => $"{buyer.Key.Buyer} has {group.Key} open twice"));
            }
        }

        faults.AddRange(offers.Keys.Except(remembered).Select(id => $"{id} is a row that no buyer remembers"));
        faults.AddRange(offers.Count == 0 ? ["nothing was offered at all, so nothing was shown"] : []);
        return faults.Count == 0 ? "" : $"seed {seed}: {string.Join("; ", faults)}";
    }
}
