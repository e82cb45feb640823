using Churn.Domain.Buyers;
using Churn.Domain.Labels;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Domain.Tests.Buyers;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;
using Churn.Testing.Scripted;

namespace Churn.Domain.Tests.Labels;

public sealed class BuyerHistoryTests
{
    private static readonly Shop Shop = AShop.Named("past");

    [Fact]
    public async Task OnAsync_EveryDayOfAYear_SaysWhatTheRowSaidOnThatDay()
    {
        var scenario = RecorderScenario.InMemory(Shop);
        var history = new BuyerHistory(scenario.Buyers, new FixedShops(Shop), new DefaultRulebooks());
        var random = new Random(7);
        var said = new List<Buyer>();
        for (var day = 0; day < 365; day++)
        {
            scenario.Time.Advance(TimeSpan.FromDays(1));
            if (day == 0 || random.Next(40) == 0)
            {
                var order = AnOrder.Of(Shop, $"{day}", scenario.Time.GetUtcNow().ToString("O"), total: random.Next(1, 300) * 100);
                var recorded = await scenario.Recorder.RecordAsync(order, default);
                said.Add((await scenario.Buyers.GetAsync(recorded.Key, default))!);
            }
        }

        var last = said[^1];
        foreach (var then in said)
        {
            var now = await history.OnAsync(last, then.Class.AsOf, default);
            Assert.Equal(then.Class, now.Class);
            Assert.Equal(then.Facts, now.Facts);
        }

        Assert.True(said.Count >= 5, $"The history has only {said.Count} orders, too few to show anything.");
    }

    [Fact]
    public async Task PageAsync_TwentyThousandOrders_GivesAllNewestFirstAndHoldsAPageOfThem()
    {
        const int count = 20_000, most = 100, slack = 20;
        var ledger = new LazyLedger(Shop, count);
        var history = new BuyerHistory(ledger.Store, new FixedShops(Shop), new DefaultRulebooks());
        var labels = Classifier.Classify(BuyerFacts.None, ARulebook.For(BusinessModel.GeneralRetail), new DateOnly(2026, 6, 1));
        var key = new BuyerKey(Shop.Id, BuyerId.Of(IdentityHasher.OfOrder("1")));
        var buyer = new Buyer { Key = key, Facts = BuyerFacts.None, Class = labels };
        var all = new List<OrderPosition>();
        foreach (var size in (int[])[most, most, count])
        {
            ledger.MostAlive = size == count ? int.MaxValue : most + slack;
            var page = await history.PageAsync(buyer, _ => true, all.Count == 0 ? null : all[^1], size, default);
            all.AddRange(page.Select(order => order.Position));
        }

        Assert.Equal(count, all.Count);
        Assert.Equal(all.OrderDescending().Distinct(), all);
        Assert.Equal(3, ledger.Readings);
    }

    [Theory]
    [InlineData("2026-06-01", 0)]
    [InlineData("2026-06-02", 1)]
    public async Task OnAsync_OrderAfterMidnightInTheShop_CountsOnTheShopsDay(string day, int orders)
    {
        var scenario = RecorderScenario.InMemory(Shop);
        var history = new BuyerHistory(scenario.Buyers, new FixedShops(Shop), new DefaultRulebooks());
        var recorded = await scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-06-01T22:30:00Z"), default);
        var buyer = (await scenario.Buyers.GetAsync(recorded.Key, default))!;

        var then = await history.OnAsync(buyer, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), default);

        Assert.Equal(orders, then.Facts.Orders);
    }

    [Fact]
    public async Task ReadAsync_OrdersRecordedLateAndDeleted_AreInOrderOfPlacingAndAsTheyStand()
    {
        var scenario = RecorderScenario.InMemory(Shop);
        var history = new BuyerHistory(scenario.Buyers, new FixedShops(Shop), new DefaultRulebooks());
        var key = (await scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "2", "2026-06-02"), default)).Key;
        await scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-06-01"), default);
        await scenario.Recorder.AmendAsync(new() { Shop = Shop.Id, OrderId = "2", DeletedVersion = long.MaxValue }, default);

        var orders = await history.ReadAsync((await scenario.Buyers.GetAsync(key, default))!, default);

        Assert.Equal([("1", OrderStatus.Paid), ("2", OrderStatus.Deleted)], orders.Select(order => (order.Id, order.Status)));
    }

    [Fact]
    public void AddPurchase_DayAndWorth_IsWhatTheFoldMakesOfAnOrder()
    {
        var first = BuyerFold.Fold([AnOrder.Of(Shop, "1", "2026-06-01T10:00:00Z")], Shop);
        var order = AnOrder.Of(Shop, "2", "2026-07-15T10:00:00Z", total: 7_000);

        var expected = BuyerFold.Add(first, order, Shop);
        var actual = BuyerFold.AddPurchase(first, new Purchase { Day = new DateOnly(2026, 7, 15), NetValue = 7_000 });

        Assert.Equal(expected, actual with { Orders = 2, Last = order.Position });
    }
}
