using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Recording;

public sealed class OrderRecorderTests
{
    private static readonly Shop Shop = AShop.Named("shop");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);

    private IBuyerStore Buyers => _scenario.Buyers;

    private OrderRecording Recorder => _scenario.Recorder;

    [Fact]
    public async Task RecordAsync_SameOrderTwice_IsADuplicateThatWritesNothing()
    {
        var order = AnOrder.Of(Shop, "1", "2026-11-01");
        var first = await Recorder.RecordAsync(order, default);
        var before = (await Buyers.GetAsync(first.Key, default))!.ETag;

        var second = await Recorder.RecordAsync(order, default);

        Assert.Equal((RecordOutcome.New, RecordOutcome.Duplicate), (first.Outcome, second.Outcome));
        Assert.Equal(before, (await Buyers.GetAsync(first.Key, default))!.ETag);
    }

    [Fact]
    public async Task RecordAsync_CancellationOfTheSecondOrder_MakesTheBuyerACustomerAgain()
    {
        await Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-09-01"), default);
        var order = AnOrder.Of(Shop, "2", "2026-11-01");
        var recorded = await Recorder.RecordAsync(order, default);
        Assert.Equal(Relationship.Returning, (await Buyers.GetAsync(recorded.Key, default))!.Class.Relationship);

        var cancelled = await Recorder.RecordAsync(AnOrder.Edited(order, o => o with { Status = OrderStatus.Cancelled }), default);

        Assert.Equal(RecordOutcome.Changed, cancelled.Outcome);
        Assert.Equal(Relationship.Customer, (await Buyers.GetAsync(recorded.Key, default))!.Class.Relationship);
    }

    [Fact]
    public async Task RecordAsync_WebThenPosWithPhoneOnly_IsOneBuyer()
    {
        var web = await Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-09-01", phone: "030 123456"), default);
        var pos = await Recorder.RecordAsync(AnOrder.Of(Shop, "2", "2026-11-01", email: null, phone: "+49 30 123456"), default);

        Assert.Equal(web.Key, pos.Key);
        Assert.Equal(2, (await Buyers.GetAsync(web.Key, default))!.Facts.PurchaseDays);
    }

    [Fact]
    public async Task RecordAsync_SixteenWorkersOnOneBuyer_LoseNothing()
    {
        var first = new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);
        var orders = Enumerable.Range(0, 160)
            .Select(i => AnOrder.Of(Shop, $"{i:000}", "2026-09-01") with { PlacedAt = first.AddSeconds(i % 60) })
            .ToArray();
        var expected = BuyerFold.Fold(orders, Shop);

        var lanes = new ParallelOptions { MaxDegreeOfParallelism = 16 };
        await Parallel.ForEachAsync(orders, lanes, async (order, token) => await Recorder.RecordAsync(order, token));

        var located = await Recorder.RecordAsync(orders[0], default);
        var facts = (await Buyers.GetAsync(located.Key, default))!.Facts;
        Assert.Equal((expected.Orders, expected.NetValue, expected.Last), (facts.Orders, facts.NetValue, facts.Last));
    }

    [Fact]
    public async Task RecordAsync_UnknownShop_NamesTheSetting()
    {
        var foreign = AnOrder.Of(AShop.Named("other"), "1", "2026-11-01");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Recorder.RecordAsync(foreign, default));

        Assert.Contains("Shops:other", failure.Message, StringComparison.Ordinal);
    }
}
