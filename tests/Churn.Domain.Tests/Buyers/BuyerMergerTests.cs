using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Interruptions;
using Churn.TestSupport.Scenarios;
using Churn.TestSupport.Stores;

namespace Churn.Domain.Tests.Buyers;

public sealed class BuyerMergerTests
{
    private const string Phone = "030 123456";

    private static readonly Shop Shop = AShop.Named("shop");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);

    private IBuyerStore Buyers => _scenario.Buyers;

    [Fact]
    public async Task RecordAsync_OrderThatConnectsTwo_LeavesOneBuyerAnAliasAndNoOrphans()
    {
        var (web, pos) = (await RecordAsync(Web("1")), await RecordAsync(Pos("2")));

        var both = await RecordAsync(Both("3"));

        Assert.Equal(web.Key, both.Key);
        var alias = (await Buyers.GetAsync(pos.Key, default)).Alias;
        Assert.Equal(web.Key.Buyer, alias!.MergedInto);
        Assert.Empty(await Buyers.ReadLedgerAsync(pos.Key, default).ToListAsync());
        var buyer = (await Buyers.GetAsync(web.Key, default)).Buyer!;
        Assert.Equal(3, buyer.Facts.Orders);
        Assert.Empty(buyer.Arriving);
        Assert.Equal("", await LedgerChecks.FaultsAsync(Buyers, _scenario.Identities, Shop.Id, [Web("1"), Pos("2"), Both("3")]));
    }

    [Fact]
    public async Task RecordAsync_OldIdAfterTheMerge_FollowsTheAlias()
    {
        var pos = await RecordAsync(Pos("2"));
        var both = await RecordAsync(Both("3"));
        Assert.NotEqual(pos.Key, both.Key);

        var later = await RecordAsync(Pos("4"));
        var edit = await RecordAsync(AnOrder.Edited(Pos("2"), order => order with { Status = OrderStatus.Cancelled }));

        Assert.Equal((both.Key, both.Key, RecordOutcome.Changed), (later.Key, edit.Key, edit.Outcome));
        Assert.Equal((3, 1), (await FactsAsync(both.Key, facts => facts.Orders), await FactsAsync(both.Key, facts => facts.CancelledOrders)));
    }

    [Fact]
    public async Task RecordAsync_ChainOfMerges_EndsAtTheLeastOfAll()
    {
        // Each order connects one more address by the phone; whoever is least names the buyer, and all former names lead there.
        var emails = Enumerable.Range(0, 12).Select(i => $"person{i}@example.org").ToArray();
        var orders = emails.Select((email, i) => AnOrder.Of(Shop, $"{i}", $"2026-05-{i + 1:00}", email)).ToList();
        var keys = new List<BuyerKey>();
        foreach (var order in orders)
        {
            keys.Add((await RecordAsync(order)).Key);
        }

        orders.AddRange(emails.Select((email, i) => AnOrder.Of(Shop, $"with phone {i}", $"2026-06-{i + 1:00}", email, Phone)));
        foreach (var order in orders[emails.Length..])
        {
            await RecordAsync(order);
        }

        var least = keys.MinBy(key => key.Buyer);
        Assert.Equal(2 * emails.Length, await FactsAsync(least, facts => facts.Orders));
        foreach (var key in keys)
        {
            Assert.Equal(least, (await Buyers.FollowAsync(key, default)).Key);
        }

        Assert.Equal("", await LedgerChecks.FaultsAsync(Buyers, _scenario.Identities, Shop.Id, orders));
    }

    [Fact]
    public async Task RecordAsync_LedgerOfSeveralPages_ArrivesWhole()
    {
        var many = (2 * BuyerChange.MaxOrders) + 7;
        var orders = Enumerable.Range(0, many).Select(i => Pos($"{i:000}") with { PlacedAt = RecorderScenario.Noon.AddDays(-many + i) }).ToList();
        foreach (var order in orders)
        {
            await RecordAsync(order);
        }

        var both = await RecordAsync(Both("connecting"));

        Assert.Equal(many + 1, await FactsAsync(both.Key, facts => facts.Orders));
        Assert.Equal("", await LedgerChecks.FaultsAsync(Buyers, _scenario.Identities, Shop.Id, orders));
    }

    [Fact]
    public async Task RecordAsync_BothHadOffers_NoneIsForgotten()
    {
        var (web, pos) = (await RecordAsync(Web("1")), await RecordAsync(Pos("2")));
        await OfferAsync(web.Key, "vip:1", "loyalty:1");
        await OfferAsync(pos.Key, "winback:1", "loyalty:1");

        var both = await RecordAsync(Both("3"));

        Assert.Equal(["loyalty:1", "vip:1", "winback:1"], (await Buyers.GetAsync(both.Key, default)).Buyer!.Offered.Memos.Select(memo => memo.EpisodeKey).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AmendAsync_BeforeOrAfterTheMerge_ReachesTheOrderOnce(bool before)
    {
        var refund = new OrderAmendment { Shop = Shop.Id, OrderId = "2", Refunds = Order.NoRefunds.SetItem("r1", 1_000) };
        await RecordAsync(Web("1"));
        Assert.Null(await _scenario.Recorder.AmendAsync(refund, default));
        await RecordAsync(Pos("2"));
        if (before)
        {
            Assert.Equal(RecordOutcome.Changed, (await _scenario.Recorder.AmendAsync(refund, default))!.Outcome);
        }

        var both = await RecordAsync(Both("3"));
        var amended = await _scenario.Recorder.AmendAsync(refund, default);

        Assert.Equal((both.Key, before ? RecordOutcome.Duplicate : RecordOutcome.Changed), (amended!.Key, amended.Outcome));
        Assert.Equal((1_000, 14_000), (await FactsAsync(both.Key, facts => facts.Refunded), await FactsAsync(both.Key, facts => facts.NetValue)));
    }

    /// <summary>The merge, an amendment and an order for the old id, the process dying at every single store call, before and after it took effect.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RecordAsync_CrashAtAnyCallOfAMerge_EndsInTheSameRows(bool after)
    {
        Delivery[] deliveries =
        [
            Delivery.Of(Both("3")),
            Delivery.Of(new OrderAmendment { Shop = Shop.Id, OrderId = "2", Refunds = Order.NoRefunds.SetItem("r1", 1_000) }),
            Delivery.Of(Pos("4")),
        ];
        var (expected, calls) = await WithCrashAsync(deliveries, new CrashAtCall(0, after));
        Assert.True(calls > 25, $"Only {calls} calls: this is no merge.");
        for (var call = 1; call <= calls; call++)
        {
            var crash = new CrashAtCall(call, after);
            var (actual, _) = await WithCrashAsync(deliveries, crash);
            Assert.True(expected == actual, $"Crash at call {call} of {calls}:{Environment.NewLine}{expected}{Environment.NewLine}is not{Environment.NewLine}{actual}");
        }
    }

    /// <summary>Two workers who see the same two buyers connected at once, all turns drawn by chance; each seed is an interleaving.</summary>
    [Fact]
    public async Task RecordAsync_TwoWorkersMergeTheSamePair_LeaveTheRowsOfOne()
    {
        var expected = await RowsAsync([Both("3"), Both("4")]);
        for (var seed = 0; seed < 500; seed++)
        {
            var (buyers, identities) = await PairAsync();
            await InterleavedWorkers.RunAsync(buyers, identities, Shop, [Delivery.Of(Both("3")), Delivery.Of(Both("4"))], workers: 2, crashRate: 0, new Random(seed));
            Assert.True(expected == await RowDump.OfAsync(buyers, Shop.Id), $"Seed {seed}");
        }
    }

    /// <summary>Merges that cross: while one worker merges b into a, another finds b connected with c, a third c with a.</summary>
    [Fact]
    public async Task RecordAsync_MergesThatCross_EndInOneBuyer()
    {
        string[] emails = ["a@example.org", "b@example.org", "c@example.org", "d@example.org"];
        var orders = emails.Select((email, i) => AnOrder.Of(Shop, $"{i}", $"2026-05-0{i + 1}", email, $"030 12345{i}", $"{i}")).ToList();
        var crossing = orders.Select((order, i) => AnOrder.Of(Shop, $"crossing {i}", $"2026-06-0{i + 1}", null, $"030 12345{i}", $"{(i + 1) % emails.Length}")).ToList();
        var clean = RecorderScenario.InMemory(Shop);
        foreach (var order in orders.Concat(crossing))
        {
            await clean.Recorder.RecordAsync(order, default);
        }

        var expected = await RowDump.OfAsync(clean.Buyers, Shop.Id);
        for (var seed = 0; seed < 500; seed++)
        {
            var storage = new MemoryStorage();
            var random = new Random(seed);
            await InterleavedWorkers.RunAsync(storage.Buyers, storage.Identities, Shop, OrderHistories.Disturbed([.. orders.Concat(crossing).Select(Delivery.Of)], random), workers: 4, crashRate: 0, random);
            Assert.True(expected == await RowDump.OfAsync(storage.Buyers, Shop.Id), $"Seed {seed}");
        }
    }

    /// <summary>A worker stalls with a page in its hands; meanwhile another finishes the merge, and an operator undoes it.</summary>
    [Fact]
    public async Task UniteAsync_MergeFinishedAndUndoneWhileAPageWasRead_BringsNoOrderBack()
    {
        var (buyers, identities) = await PairAsync();
        var others = new RecorderScenario(buyers, identities, Shop);
        var (web, pos) = (BuyerOf(Web("1")), BuyerOf(Pos("2")));
        var meanwhile = new OnceAfter("read ledger", async () =>
        {
            await others.Merger.FinishAsync(web, default);
            await others.Separator.UndoAsync(pos, default);
        });
        var stalled = new RecorderScenario(new ObservedBuyerStore(buyers, meanwhile), identities, Shop);

        await stalled.Merger.UniteAsync(Shop.Id, [web.Buyer, pos.Buyer], null, default);

        Assert.True(meanwhile.Happened);
        Assert.Equal([web], await buyers.FindOrderAsync(Shop.Id, "1", default));
        Assert.Equal([pos], await buyers.FindOrderAsync(Shop.Id, "2", default));
    }

    private static BuyerKey BuyerOf(Order order) => new(Shop.Id, BuyerId.Of(order.Buyer.Identifiers[0]));

    private static Order Web(string id) => AnOrder.Of(Shop, id, "2026-09-01");

    private static Order Pos(string id) => AnOrder.Of(Shop, id, "2026-09-02", email: null, phone: Phone);

    private static Order Both(string id) => AnOrder.Of(Shop, id, "2026-09-03", phone: Phone);

    private static async Task<(IBuyerStore Buyers, IIdentityStore Identities)> PairAsync()
    {
        var storage = new MemoryStorage();
        var recorder = RecorderScenario.InMemory(storage, Shop).Recorder;
        await recorder.RecordAsync(Web("1"), default);
        await recorder.RecordAsync(Pos("2"), default);
        return (storage.Buyers, storage.Identities);
    }

    private static async Task<string> RowsAsync(IEnumerable<Order> orders)
    {
        var (buyers, identities) = await PairAsync();
        foreach (var order in orders)
        {
            await new RecorderScenario(buyers, identities, Shop).Recorder.RecordAsync(order, default);
        }

        return await RowDump.OfAsync(buyers, Shop.Id);
    }

    private static async Task<(string Rows, int Calls)> WithCrashAsync(IEnumerable<Delivery> deliveries, CrashAtCall crash)
    {
        var (buyers, identities) = await PairAsync();
        var doomed = new RecorderScenario(new ObservedBuyerStore(buyers, crash), new ObservedIdentityStore(identities, crash), Shop);
        foreach (var delivery in deliveries)
        {
            try
            {
                await delivery.ToAsync(doomed, default);
            }
            catch (CrashedException)
            {
                // The queue delivers again, to a worker that knows nothing of the first.
                doomed = new RecorderScenario(buyers, identities, Shop);
                await delivery.ToAsync(doomed, default);
            }
        }

        var faults = await LedgerChecks.FaultsAsync(buyers, identities, Shop.Id, [Web("1"), Pos("2"), Both("3"), Pos("4")]);
        return ($"{await RowDump.OfAsync(buyers, Shop.Id)}{Environment.NewLine}{faults}", crash.Calls);
    }

    private async Task OfferAsync(BuyerKey key, params string[] episodes)
    {
        var buyer = (await Buyers.GetAsync(key, default)).Buyer!;
        Assert.Single(await Buyers.RewriteAsync([buyer with { Offered = AMemo.Memory(key.Buyer, episodes) }], default));
    }

    private Task<RecordedOrder> RecordAsync(Order order) => _scenario.Recorder.RecordAsync(order, default);

    private async Task<long> FactsAsync(BuyerKey key, Func<BuyerFacts, long> fact) => fact((await Buyers.GetAsync(key, default)).Buyer!.Facts);
}
