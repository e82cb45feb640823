using Churn.Domain.Buyers;
using Churn.Domain.Labels.Policies;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;
using Xunit.Abstractions;

namespace Churn.Domain.Tests.Offers;

/// <summary>
/// Tests that no buyer is flagged twice for one occasion and none is forgotten, whatever crashes, comes twice, or is merged in between.
/// </summary>
public sealed class OfferEpisodesPropertyTests(ITestOutputHelper output)
{
    private const int People = 12;

    private static readonly BusinessModel[] Models = Enum.GetValues<BusinessModel>();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task FlagAsync_CrashesDuplicatesAndMerges_EveryEpisodeIsFlaggedOnceAndRemembered(int seed) =>
        Assert.Equal("", (await RunAsync(seed, 40, People)).Faults);

    /// <summary>The variable CHURN_HISTORIES sets another number of histories.</summary>
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
        Assert.True(
            undone >= histories / 20 && merged >= histories / 4 && flagged >= histories,
            $"{flagged} offers, {merged} merges and {undone} undone merges are too few to show anything.");
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
        var repeated = again > 0 ? $" Seed {seed}: a repeated run flagged {again} offers." : "";
        return (faults + repeated, undone, merged, (await scenario.ListAsync()).Count);
    }

    // Records an order. The worker may die at any call; then it gets the order again, as from a queue.
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
        return undone.Marked is null ? 0 : 1; // It is null if more than one identifier connects the two buyers.
    }

    private static IAsyncEnumerable<Buyer> AliasesAsync(OfferScenario scenario, Shop shop, int people) => Enumerable.Range(0, people)
        .SelectMany(person => AnOrder.Of(shop, "0", "2026-11-01", Email(person), Phone(person)).Buyer.Identifiers).ToAsyncEnumerable()
        .Select(async (identifier, token) => await scenario.Recording.Buyers.GetAsync(new BuyerKey(shop.Id, BuyerId.Of(identifier)), token))
        .OfType<Buyer>().Where(row => row.MergedInto is not null);

    // Flags offers. The run may crash at any write, and may be delivered again up to twice.
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
                // This stands for a dead worker: the message comes back, or only that of the next day comes.
            }
        }
    }

    // A person orders by e-mail, by phone, or by both, which shows that two buyers are one person.
    private static Order Order(Shop shop, Random random, int number, DateOnly day, int people)
    {
        var person = random.Next(people);
        var (email, phone) = random.Next(8) switch
        {
            0 => ((string?)Email(person), (string?)Phone(person)),
            < 5 => (Email(person), null),
            _ => (null, Phone(person)),
        };
        var placedAt = $"{day:yyyy-MM-dd}T{random.Next(0, 24):00}:00:00Z";
        var order = AnOrder.Of(shop, $"{number}", placedAt, email, phone, total: random.Next(1_000, 40_000));

        // Some buyers refuse messages from the shop, and change their minds later.
        return random.Next(10) == 0 ? order with { Buyer = order.Buyer with { Consent = random.Next(2) == 0 } } : order;
    }

    // Checks the events of an offer: first that it waits, then that it was withdrawn, if it was, and at last how it ended. An offer that is
    // held out has no events.
    private static IEnumerable<string> EventFaults(OfferRecord offerRecord, List<ChurnEvent> told)
    {
        var types = told.Where(event_ => event_.Data.Contains($"\"offer\":\"{offerRecord.Id}\"", StringComparison.Ordinal))
            .Select(event_ => event_.Type);
        var begun = OfferKinds.IsTask(offerRecord.Kind) ? EventTypes.TaskDue : EventTypes.OfferReady;
        var withdrawn = offerRecord.ExpiresOn < offerRecord.FlaggedOn.AddDays(OfferTerms.For(offerRecord.Kind).ValidDays);
        string[] withdrawal = withdrawn ? [EventTypes.OfferWithdrawn] : [];
        string[] closing = offerRecord.Closed ? [EventTypes.OfferClosed] : [];
        string[] expected = offerRecord.HeldOut ? [] : [begun, .. withdrawal, .. closing];
        return types.SequenceEqual(expected) ? [] : [$"of {offerRecord.Id} was told: {string.Join(", ", types)}"];
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
                remembered.UnionWith(buyer.Offered.Records.Select(offerRecord => offerRecord.Id));
                faults.AddRange(buyer.Offered.Pending.Select(offerRecord => $"{offerRecord.Id} was never published"));
                var offerRecords = buyer.Offered.Records;
                faults.AddRange(offerRecords.Where(offerRecord => !offers.ContainsKey(offerRecord.Id)).Select(offerRecord => $"{offerRecord.Id} is remembered without a row"));
                faults.AddRange(offerRecords.Where(offerRecord => !offerRecord.IsOver && offerRecord.ClosesOn < asOf).Select(offerRecord => $"{offerRecord.Id} was never closed"));
                faults.AddRange(buyer.Offered.Records.Where(offerRecord => !offerRecord.Elsewhere).SelectMany(offerRecord => EventFaults(offerRecord, told)));
                faults.AddRange(buyer.Offered.Records.GroupBy(offerRecord => offerRecord.EpisodeKey)
                    .Where(group => group.Count(offerRecord => offers.TryGetValue(offerRecord.Id, out var offer) && offer.Outcome is null) > 1)
                    .Select(group => $"{buyer.Key.Buyer} has {group.Key} open twice"));
            }
        }

        var open = offers.Values.Where(offer => offer.Outcome is null && offer.ClosesOn < asOf);
        faults.AddRange(open.Select(offer => $"{offer.Id} has a row without an outcome, although it is over"));
        faults.AddRange(offers.Keys.Except(remembered).Select(id => $"{id} is a row that no buyer remembers"));
        faults.AddRange(offers.Count == 0 && steps >= 40 ? ["nothing was offered at all, so nothing was shown"] : []);
        return faults.Count == 0 ? "" : $"seed {seed}: {string.Join("; ", faults)}";
    }
}
