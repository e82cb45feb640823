using Churn.Domain.Buyers;
using Churn.Domain.Events;
using Churn.Domain.Offers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Interruptions;
using Churn.TestSupport.Scenarios;
using Xunit.Abstractions;

namespace Churn.Domain.Tests.Offers;

/// <summary>Nobody is flagged twice for one occasion and nobody is forgotten, whatever crashes, is delivered twice, or is merged in between.</summary>
public sealed class OfferEpisodesPropertyTests(ITestOutputHelper output)
{
    private const int People = 12;

    private static readonly BusinessModel[] Models = Enum.GetValues<BusinessModel>();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task FlagAsync_CrashesDuplicatesAndMerges_EveryEpisodeIsFlaggedOnceAndRemembered(int seed) =>
        Assert.Equal("", (await RunAsync(seed, 40, People)).Faults);

    /// <summary>The variable CHURN_HISTORIES sets another number.</summary>
    [Fact]
    public async Task FlagAsync_HundredsOfShortHistoriesWithMergesAndTheirUndoing_NothingIsFlaggedTwiceOrForgotten()
    {
        var histories = Thoroughness.Histories(200);
        var (faults, undone, merged, flagged) = (new List<string>(), 0, 0, 0);
        for (var seed = 1_001; seed <= 1_000 + histories; seed++)
        {
            var run = await RunAsync(seed, 10, 4);
            faults.AddRange(run.Faults.Length > 0 ? [run.Faults] : []);
            (undone, merged, flagged) = (undone + run.Undone, merged + run.Merged, flagged + run.Flagged);
        }

        output.WriteLine($"{histories} histories: {flagged} offers, {merged} merges, {undone} of them undone.");
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.True(undone >= histories / 20 && merged >= histories / 4 && flagged >= histories, $"{flagged} offers, {merged} merges, {undone} undone: too few to show anything");
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 14)];

    private static async Task<(string Faults, int Undone, int Merged, int Flagged)> RunAsync(int seed, int steps, int people)
    {
        var random = new Random(seed);
        var shop = AShop.Named("demo", options => options.BusinessModel = Models[seed % Models.Length]);
        var scenario = new OfferScenario(shop);
        var day = DateOnly.FromDateTime(RecorderScenario.Noon.UtcDateTime);
        var undone = 0;
        for (var (step, order) = (0, 0); step < steps; step++, day = day.AddDays(random.Next(1, 15)))
        {
            scenario.MoveTo(day);
            for (var orders = random.Next(0, 5); orders > 0; orders--)
            {
                await RecordAsync(scenario, Order(shop, random, ++order, day, people), random);
            }

            undone += random.Next(4) == 0 ? await UndoAsync(scenario, shop, people) : 0;
            await FlagAsync(scenario, random, day);
        }

        await scenario.FlagAsync(day);
        await scenario.Recording.PublishAsync();
        var faults = await FaultsAsync(scenario, shop, day, seed, steps);
        var again = (await scenario.FlagAsync(day)).Written;
        var merged = await AliasesAsync(scenario, shop, people).CountAsync() + undone;
        return (faults + (again > 0 ? $" seed {seed}: {again} flagged by a run that is repeated" : ""), undone, merged, (await scenario.ListAsync()).Count);
    }

    // The worker may die at any call, and gets the order again, as the queue would have it.
    private static async Task RecordAsync(OfferScenario scenario, Order order, Random random)
    {
        try
        {
            await scenario.RecordAsync(order, new CrashAtCall(random.Next(1, 60), random.Next(2) == 0));
        }
        catch (CrashedException)
        {
            await scenario.RecordAsync(order, new CrashAtCall(int.MaxValue, after: false));
        }
    }

    private static async Task<int> UndoAsync(OfferScenario scenario, Shop shop, int people)
    {
        if (await AliasesAsync(scenario, shop, people).FirstOrDefaultAsync() is not { } alias)
        {
            return 0;
        }

        var undone = await scenario.Recording.Identities.UnmergeAsync(alias.Key, default);
        await scenario.Recording.ResettleAsync();
        return undone.Marked is null ? 0 : 1; // None: more than one identifier connects the two.
    }

    private static IAsyncEnumerable<Buyer> AliasesAsync(OfferScenario scenario, Shop shop, int people) => Enumerable.Range(0, people)
        .SelectMany(person => AnOrder.Of(shop, "0", "2026-11-01", Email(person), Phone(person)).Buyer.Identifiers).ToAsyncEnumerable()
        .Select(async (identifier, token) => await scenario.Recording.Buyers.GetAsync(new BuyerKey(shop.Id, BuyerId.Of(identifier)), token))
        .OfType<Buyer>().Where(row => row.MergedInto is not null);

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
    private static Order Order(Shop shop, Random random, int number, DateOnly day, int people)
    {
        var person = random.Next(people);
        var (email, phone) = random.Next(8) switch
        {
            0 => ((string?)Email(person), (string?)Phone(person)),
            < 5 => (Email(person), null),
            _ => (null, Phone(person)),
        };
        var order = AnOrder.Of(shop, $"{number}", $"{day:yyyy-MM-dd}T{random.Next(0, 24):00}:00:00Z", email, phone, total: random.Next(1_000, 40_000));

        // Some do not want to hear from the shop any more, and change their minds.
        return random.Next(10) == 0 ? order with { Buyer = order.Buyer with { Consent = random.Next(2) == 0 } } : order;
    }

    // Told once that it waits, once that it was withdrawn, if it was, and once how it ended, in that order; of what is held out nothing.
    private static IEnumerable<string> EventFaults(OfferMemo memo, List<ChurnEvent> told)
    {
        var types = told.Where(event_ => event_.Data.Contains($"\"offer\":\"{memo.Id}\"", StringComparison.Ordinal)).Select(event_ => event_.Type);
        var begun = OfferPolicy.IsTask(memo.Kind) ? EventTypes.TaskDue : EventTypes.OfferReady;
        var withdrawn = memo.ExpiresOn < memo.FlaggedOn.AddDays(OfferTerms.For(memo.Kind).ValidDays);
        string[] expected = memo.HeldOut ? [] : [begun, .. withdrawn ? [EventTypes.OfferWithdrawn] : Array.Empty<string>(), .. memo.Closed ? [EventTypes.OfferClosed] : Array.Empty<string>()];
        return types.SequenceEqual(expected) ? [] : [$"of {memo.Id} was told: {string.Join(", ", types)}"];
    }

    private static string Email(int person) => $"p{person}@example.org";

    private static string Phone(int person) => $"0301234{person:00}";

    private static async Task<string> FaultsAsync(OfferScenario scenario, Shop shop, DateOnly asOf, int seed, int steps)
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
                faults.AddRange(buyer.Offered.Memos.Where(memo => !memo.IsOver && memo.ClosesOn < asOf).Select(memo => $"{memo.Id} was never closed"));
                faults.AddRange(buyer.Offered.Memos.Where(memo => !memo.Elsewhere).SelectMany(memo => EventFaults(memo, told)));
                faults.AddRange(buyer.Offered.Memos.GroupBy(memo => memo.EpisodeKey)
                    .Where(group => group.Count(memo => offers.TryGetValue(memo.Id, out var offer) && offer.Outcome is null) > 1)
                    .Select(group => $"{buyer.Key.Buyer} has {group.Key} open twice"));
            }
        }

        faults.AddRange(offers.Values.Where(offer => offer.Outcome is null && offer.ClosesOn < asOf).Select(offer => $"{offer.Id} is a row whose outcome nobody looks up"));
        faults.AddRange(offers.Keys.Except(remembered).Select(id => $"{id} is a row that no buyer remembers"));
        faults.AddRange(offers.Count == 0 && steps >= 40 ? ["nothing was offered at all, so nothing was shown"] : []);
        return faults.Count == 0 ? "" : $"seed {seed}: {string.Join("; ", faults)}";
    }
}
