using Churn.Domain.Buyers;
using Churn.Domain.Identities;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Interruptions;
using Churn.TestSupport.Scenarios;
using Churn.TestSupport.Stores;

namespace Churn.Domain.Tests.Buyers;

public sealed class OrderUniterTests
{
    private static readonly Shop Shop = AShop.Named("shop");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);

    [Fact]
    public async Task RecordAsync_OrdinaryOrdersAndTheirEdits_HaveNothingLookedFor()
    {
        var order = AnOrder.Of(Shop, "1", "2026-11-01");
        await RecordAsync(order);
        await RecordAsync(order with { Version = order.Version + TimeSpan.TicksPerMinute });
        await RecordAsync(order with { Id = "2", Version = order.Version + TimeSpan.TicksPerMinute });
        await RecordAsync(order with { Version = order.Version + TimeSpan.TicksPerDay, Status = OrderStatus.Cancelled });

        Assert.Empty(_scenario.Queues.Searches);
    }

    [Fact]
    public async Task RecordAsync_UpdateThatNamesAnotherBeforeItsOrder_IsLookedForUntilBothAreOne()
    {
        var order = AnOrder.Of(Shop, "1", "2026-11-01");
        var update = await RecordAsync(Renamed(order, "other@example.org", TimeSpan.FromMinutes(5)));
        var create = await RecordAsync(order);
        Assert.NotEqual(update.Key, create.Key);

        await _scenario.SearchAsync(default);

        Assert.Equal("", await FaultsAsync(order));
        Assert.Equal((await FollowAsync(update)).Key, (await FollowAsync(create)).Key);
        Assert.Equal((1, 2), ((await FollowAsync(create)).Buyer!.Facts.Orders, (await FollowAsync(create)).Buyer!.Facts.Identifiers.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SearchAsync_LedgersThatKnowDifferentThings_KeepAll(bool updateFirst)
    {
        var order = AnOrder.Of(Shop, "1", "2026-11-01", customerId: "7") with { Refunds = Order.NoRefunds.SetItem("r1", 100) };
        var update = Renamed(order, "other@example.org", TimeSpan.FromMinutes(5)) with { Refunds = Order.NoRefunds.SetItem("r2", 200) };
        foreach (var delivery in updateFirst ? (Order[])[update, order] : [order, update])
        {
            await RecordAsync(delivery);
        }

        await _scenario.SearchAsync(default);

        var holder = Assert.Single(await _scenario.Buyers.FindOrderAsync(Shop.Id, "1", default));
        var entry = (await _scenario.Buyers.GetOrderAsync(holder, "1", default))!.Entry;
        Assert.Equal((update.Version, 300, "7"), (entry.Order.Version, entry.Order.Refunded, entry.Order.Buyer.CustomerId));
        Assert.Equal(300, (await _scenario.Buyers.GetAsync(holder, default)).Buyer!.Facts.Refunded);
    }

    [Fact]
    public async Task RecordAsync_UpdateAfterItsOrder_IsOneAtOnceWhenLate()
    {
        var order = AnOrder.Of(Shop, "1", "2026-11-01");
        await RecordAsync(order);

        var update = await RecordAsync(Renamed(order, "other@example.org", TimeSpan.FromMinutes(16)));

        Assert.Equal(RecordOutcome.Changed, update.Outcome);
        Assert.Equal("", await FaultsAsync(order));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RecordAsync_NobodysOrderNamedWithinSeconds_BecomesTheirs(bool namedFirst)
    {
        var order = AnOrder.Of(Shop, "1", "2026-11-01", email: null);
        var named = Renamed(order, "anna@example.org", TimeSpan.FromSeconds(2));
        foreach (var delivery in namedFirst ? (Order[])[named, order] : [order, named])
        {
            await RecordAsync(delivery);
        }

        Assert.Single(_scenario.Queues.Searches);
        await _scenario.SearchAsync(default);

        Assert.Equal("", await FaultsAsync(order));
        Assert.Equal(1, (await _scenario.Buyers.FollowAsync(new BuyerKey(Shop.Id, BuyerId.Of(named.Buyer.Identifiers[0])), default)).Buyer!.Facts.Orders);
    }

    [Fact]
    public async Task RecordAsync_OrderThatANeighbourInTheBucketHolds_IsFoundAtOnceThoughNothingTellsOfAChange()
    {
        var order = AnOrder.Of(Shop, "1", "2026-11-01");
        var here = new BuyerKey(Shop.Id, BuyerId.Of(order.Buyer.Identifiers[0]));
        var neighbour = Enumerable.Range(0, 10_000).Select(i => Renamed(order, $"neighbour{i}@example.org", TimeSpan.Zero))
            .First(other => new BuyerKey(Shop.Id, BuyerId.Of(other.Buyer.Identifiers[0])).Bucket == here.Bucket);
        await RecordAsync(order);

        await RecordAsync(neighbour);

        Assert.Equal("", await FaultsAsync(order, neighbour));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    public async Task RecordAsync_GuestUnderASharedAddressWhoIsNamedLater_GoesAloneToTheirOwn(int minutes)
    {
        const string Family = "family@example.org";
        var guest = AnOrder.Of(Shop, "1", "2026-11-01", Family);
        var family = guest.Buyer.Identifiers[0];
        await _scenario.Separator.ShareAsync(Shop.Id, family, default);
        var others = await RecordAsync(AnOrder.Of(Shop, "2", "2026-11-02", Family));
        await RecordAsync(guest);

        var son = await RecordAsync(guest with
        {
            Version = guest.Version + TimeSpan.FromMinutes(minutes).Ticks,
            Buyer = IdentityHasher.Identify(Shop, "1", Family, null, "11"),
        });
        await _scenario.SearchAsync(default);

        Assert.Equal((1, 1), ((await FollowAsync(others)).Buyer!.Facts.Orders, (await FollowAsync(son)).Buyer!.Facts.Orders));
        Assert.NotEqual((await FollowAsync(others)).Key, (await FollowAsync(son)).Key);
        Assert.Equal([son.Key], await _scenario.Buyers.FindOrderAsync(Shop.Id, "1", default));
        Assert.DoesNotContain(family, (await FollowAsync(son)).Buyer!.Facts.Identifiers);
    }

    /// <summary>The worker dies at every single store call of a search, before and after it took effect; the queue delivers the search again.</summary>
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task SearchAsync_CrashAtAnyCall_EndsInTheSameRows(bool after, bool shared)
    {
        var (expected, calls) = await WithCrashAsync(new CrashAtCall(0, after), shared);
        Assert.True(calls > 10, $"Only {calls} calls: nothing was brought together.");
        for (var call = 1; call <= calls; call++)
        {
            var (actual, _) = await WithCrashAsync(new CrashAtCall(call, after), shared);
            Assert.True(expected == actual, $"Crash at call {call} of {calls}:{Environment.NewLine}{expected}{Environment.NewLine}is not{Environment.NewLine}{actual}");
        }
    }

    private static async Task<(string Rows, int Calls)> WithCrashAsync(CrashAtCall crash, bool shared)
    {
        var storage = new MemoryStorage();
        var (scenario, buyers, identities) = (RecorderScenario.InMemory(storage, Shop), storage.Buyers, storage.Identities);
        var order = AnOrder.Of(Shop, "1", "2026-11-01");
        if (shared)
        {
            await scenario.Separator.ShareAsync(Shop.Id, order.Buyer.Identifiers[0], default);
        }

        await scenario.Recorder.RecordAsync(Renamed(order, "other@example.org", TimeSpan.FromMinutes(5)), default);
        await scenario.Recorder.RecordAsync(order, default);
        Assert.True(storage.Sent.Searches.TryDequeue(out var search));
        var doomed = new RecorderScenario(new ObservedBuyerStore(buyers, crash), new ObservedIdentityStore(identities, crash), Shop);
        try
        {
            Assert.True(await doomed.Uniter.SearchAsync(search.Message, default));
        }
        catch (CrashedException)
        {
            await scenario.Uniter.SearchAsync(search.Message, default);
        }

        var faults = shared ? "" : await LedgerChecks.FaultsAsync(buyers, identities, Shop.Id, [order]);
        return ($"{await RowDump.OfAsync(buyers, Shop.Id)}{Environment.NewLine}{faults}", crash.Calls);
    }

    private static Order Renamed(Order order, string email, TimeSpan later) =>
        order with { Version = order.Version + later.Ticks, Buyer = IdentityHasher.Identify(Shop, order.Id, email, null, null) };

    private Task<RecordedOrder> RecordAsync(Order order) => _scenario.Recorder.RecordAsync(order, default);

    private Task<LocatedBuyer> FollowAsync(RecordedOrder recorded) => _scenario.Buyers.FollowAsync(recorded.Key, default);

    private Task<string> FaultsAsync(params Order[] orders) => LedgerChecks.FaultsAsync(_scenario.Buyers, _scenario.Identities, Shop.Id, orders);
}
