using Churn.Domain.Buyers;
using Churn.Domain.Labels.Scores;
using Churn.Domain.Messages;
using Churn.Domain.Nightly;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Domain.Tests.Nightly;

/// <summary>
/// Disturbs the nights of small random shops: timers come several times and crash, and so do ranges and finishes; ranges crash at any call
/// and are processed in any sequence. The rows must be those of an undisturbed night, byte for byte. The clock stands still, because
/// otherwise events could not be compared.
/// </summary>
public sealed class NightlyPropertyTests
{
    private const int Seeds = 40;
    private static readonly Shop Shop = AShop.Named("nightly");
    private static readonly DateTimeOffset Night = RecorderScenario.Noon.AddDays(60);
    private static readonly DateOnly Date = Shop.DayOf(Night);

    [Fact]
    public async Task RunNight_TimersRangesAndFinishesThatComeTwiceAndCrash_LeavesTheBytesOfAnUndisturbedNight()
    {
        var (crashes, changed) = (0, 0L);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (usual, usualBuyers, _) = await ShopAsync(seed);
            await usual.RunNightAsync();
            var (disturbed, buyers, calls) = await ShopAsync(seed);

            crashes += await new Disturbance(disturbed, calls, new Random(seed)).RunAsync();

            var expected = await LeftAsync(usual, usualBuyers);
            var found = await LeftAsync(disturbed, buyers);
            Assert.All(
                expected.Zip(found),
                pair => Assert.True(pair.First == pair.Second, $"Seed {seed}: the {pair.First.What} differ."));
            Assert.True(Told(usual).SetEquals(Told(disturbed)), $"Seed {seed}: the events differ.");
            changed += (await usual.Storage.Runs.FindAsync(Shop.Id, Date, default))!.BuyersChanged;
        }

        Assert.True(
            crashes > 5 * Seeds && changed > 5 * Seeds,
            $"{crashes} crashes and {changed} changed rows are too few to show anything.");
    }

    [Fact]
    public async Task Merge_FindingsOfRangesInAnyOrderAndGrouping_AreTheSameBytes()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var (night, _, _) = await ShopAsync(seed);
            await night.Dealer.StartDueAsync(default);
            await night.WorkRangesAsync();
            var parts = new List<byte[]>();
            foreach (var part in await night.Storage.Runs.ListPartsAsync(Shop.Id, Date, default))
            {
                parts.Add((await night.Storage.Runs.ReadFindingsAsync(Shop.Id, Date, part, default))!);
            }

            var random = new Random(seed);
            var expected = Merge(parts);
            var shuffled = parts.OrderBy(_ => random.Next()).ToList();
            var grouped = shuffled.Chunk(random.Next(2, 6)).Select(group => Merge([.. group])).ToList();

            Assert.True(expected.AsSpan().SequenceEqual(Merge(shuffled)), $"Seed {seed}: another sequence gives another model.");
            Assert.True(expected.AsSpan().SequenceEqual(Merge(grouped)), $"Seed {seed}: another grouping gives another model.");
        }
    }

    private static byte[] Merge(IReadOnlyList<byte[]> parts)
    {
        var sum = new RangeFindings();
        foreach (var part in parts)
        {
            sum.Merge(RangeFindings.FromBytes(part));
        }

        return sum.ToBytes();
    }

    // Makes a shop whose orders depend on the seed alone. They were recorded and labelled sixty days before the night.
    private static async Task<(NightlyScenario Night, IBuyerStore Buyers, SwitchedCalls Calls)> ShopAsync(int seed)
    {
        var (storage, calls) = (new MemoryStorage(), new SwitchedCalls());
        var recorder = RecorderScenario.InMemory(storage, Shop).Recorder;
        foreach (var delivery in OrderHistories.InOrder(Shop, new Random(seed), people: 60, orders: 150))
        {
            await recorder.RecordAsync(delivery, default);
        }

        return (new NightlyScenario(new ObservedBuyerStore(storage.Buyers, calls), calls, Night, Shop), storage.Buyers, calls);
    }

    private static HashSet<string> Told(NightlyScenario night) =>
    [
        .. night.Events.Taken
            .Select(event_ => $"{event_.Id} {event_.Type} {event_.Data}")
            .Where(text => !text.Contains("churn.run.finished", StringComparison.Ordinal)),
    ];

    // The number of changed rows is left out: a range's first report counts, and after a crash it does not count the rows written before.
    private static async Task<IReadOnlyList<(string What, string Bytes)>> LeftAsync(NightlyScenario night, IBuyerStore buyers) =>
    [
        ("rows", await RowDump.OfAsync(buyers, Shop.Id, events: true)),
        ("models", ModelJson.Write(await night.Storage.Models.GetAsync(Shop.Id, default))),
        ("reports", Convert.ToHexString((await night.Storage.Reports.FindAsync(Shop.Id, Date, default))!)),
        ("runs", $"{(await night.Storage.Runs.FindAsync(Shop.Id, Date, default))! with { ETag = null, BuyersChanged = 0 }}"),
        ("findings", string.Join(
            ' ',
            (await night.Storage.Runs.ListPartsAsync(Shop.Id, Date, default)).Select(part => $"{part.From} {part.Read} {part.Content}"))),
    ];

    private sealed class Disturbance(NightlyScenario night, SwitchedCalls calls, Random random)
    {
        private int _crashes;

        /// <summary>Runs the night, and returns how often something crashed.</summary>
        public async Task<int> RunAsync()
        {
            for (var timers = random.Next(1, 5); timers > 0; timers--)
            {
                await TryAsync(() => night.Dealer.StartDueAsync(default));
            }

            await night.Dealer.StartDueAsync(default);
            var waiting = night.Queues.Reclassify.ToList();
            night.Queues.Reclassify.Clear();
            waiting.AddRange(waiting.Where(_ => random.Next(3) == 0).ToList());
            while (waiting.Count > 0)
            {
                var range = Draw(waiting);
                if (!await TryAsync(() => night.WorkAsync(range)))
                {
                    waiting.Add(range);
                }

                await FinishAsync();
            }

            while (!night.Queues.Runs.IsEmpty)
            {
                await FinishAsync();
            }

            return _crashes;
        }

        private async Task FinishAsync()
        {
            if (night.Queues.Runs.TryDequeue(out var finish)
                && !await TryAsync(() => night.Finisher.FinishAsync(finish.Shop, finish.Date, default)))
            {
                await night.Storage.Messages.SendRunAsync(finish, default);
            }
        }

        private async Task<bool> TryAsync(Func<Task> work)
        {
            calls.Current = new CrashAtCall(random.Next(1, 40), random.Next(2) == 0);
            try
            {
                await work();
                return true;
            }
            catch (CrashedException)
            {
                _crashes++;
                return false;
            }
            finally
            {
                calls.Current = new CrashAtCall(int.MaxValue, after: false);
            }
        }

        private RangeMessage Draw(List<RangeMessage> waiting)
        {
            var at = random.Next(waiting.Count);
            var drawn = waiting[at];
            waiting.RemoveAt(at);
            return drawn;
        }
    }
}
