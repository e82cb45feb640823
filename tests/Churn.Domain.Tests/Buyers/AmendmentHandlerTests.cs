using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.Scenarios;

namespace Churn.Domain.Tests.Buyers;

public sealed class AmendmentHandlerTests
{
    private static readonly Shop Shop = AShop.Named("shop");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);

    [Fact]
    public async Task HandleAsync_RefundBeforeItsOrder_WaitsAndThenCountsOnce()
    {
        var refund = Refund("1", "r1", 2_000);
        Assert.Null(await _scenario.Amendments.HandleAsync(refund, default));
        Assert.True(_scenario.Queues.Amendments.TryDequeue(out var waiting));
        Assert.Equal((1, TimeSpan.FromMinutes(1)), (waiting.Message.Attempts, waiting.Delay));
        var recorded = await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-11-01"), default);

        var first = await _scenario.Amendments.HandleAsync(waiting.Message, default);
        var second = await _scenario.Amendments.HandleAsync(waiting.Message, default);

        Assert.Equal((RecordOutcome.Changed, RecordOutcome.Duplicate), (first, second));
        var facts = (await _scenario.Buyers.GetAsync(recorded.Key, default)).Buyer!.Facts;
        Assert.Equal((2_000, 3_000), (facts.Refunded, facts.NetValue));
    }

    [Fact]
    public async Task HandleAsync_OrderThatNeverComes_EndsWithinTheQueuesSevenDays()
    {
        var message = Refund("1", "r1", 2_000);
        var waited = TimeSpan.Zero;
        for (var attempt = 0; attempt < AmendmentHandler.MaxAttempts; attempt++)
        {
            Assert.Null(await _scenario.Amendments.HandleAsync(message, default));
            Assert.True(_scenario.Queues.Amendments.TryDequeue(out var waiting));
            (message, waited) = (waiting.Message, waited + waiting.Delay);
        }

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => _scenario.Amendments.HandleAsync(message, default));

        Assert.Contains("Order 1 of shop shop never arrived", failure.Message, StringComparison.Ordinal);
        Assert.InRange(waited, TimeSpan.FromDays(5), TimeSpan.FromDays(6.9));
    }

    [Fact]
    public async Task HandleAsync_DeletionThenAnOlderUpdate_LeavesTheOrderDeleted()
    {
        var order = AnOrder.Of(Shop, "1", "2026-11-01");
        var recorded = await _scenario.Recorder.RecordAsync(order, default);
        var deletion = new AmendmentMessage { Order = new OrderAmendment { Shop = Shop.Id, OrderId = "1", DeletedVersion = order.Version + TimeSpan.TicksPerHour } };
        await _scenario.Amendments.HandleAsync(deletion, default);
        await _scenario.Recorder.RecordAsync(AnOrder.Edited(order, o => o with { Gift = "gift.note" }), default);

        Assert.Equal(0, (await _scenario.Buyers.GetAsync(recorded.Key, default)).Buyer!.Facts.PurchaseDays);

        await _scenario.Recorder.RecordAsync(order with { Version = order.Version + TimeSpan.TicksPerDay }, default);
        Assert.Equal(1, (await _scenario.Buyers.GetAsync(recorded.Key, default)).Buyer!.Facts.PurchaseDays);
    }

    [Fact]
    public async Task HandleAsync_PlatformMergesTwoCustomers_MakesThemOneBuyer()
    {
        var kept = await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-10-01", email: null, customerId: "7"), default);
        var gone = await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "2", "2026-11-01", email: null, customerId: "8"), default);
        Assert.NotEqual(kept.Key, gone.Key);

        await _scenario.Amendments.HandleAsync(new AmendmentMessage { Link = new BuyerLink { Shop = Shop.Id, Identifiers = [kept.Key.Buyer.ToIdentifier(), gone.Key.Buyer.ToIdentifier()] } }, default);

        var one = await _scenario.Buyers.FollowAsync(kept.Key, default);
        Assert.Equal(one.Key, (await _scenario.Buyers.FollowAsync(gone.Key, default)).Key);
        Assert.Equal(2, one.Buyer!.Facts.PurchaseDays);
    }

    [Fact]
    public async Task HandleAsync_TwoWhoTurnedOutToBeOne_UnitesThemOnlyIfTheyStillHaveAnIdentifierInCommon()
    {
        var one = await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-10-01", "anna@example.org"), default);
        var other = await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "2", "2026-11-01", "bert@example.org"), default);

        await _scenario.Amendments.HandleAsync(new AmendmentMessage { Same = new BuyersSame { Shop = Shop.Id, One = one.Key.Buyer, Other = other.Key.Buyer } }, default);

        Assert.Equal((1, 1), (await OrdersAsync(one.Key), await OrdersAsync(other.Key)));
    }

    [Fact]
    public async Task HandleAsync_PeopleTakenApart_AreLookedThroughAgainWithinTheQueuesSevenDays()
    {
        var email = (await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, "1", "2026-10-01", "family@example.org"), default)).Key.Buyer.ToIdentifier();
        await _scenario.Separator.ShareAsync(Shop.Id, email, default);
        var waited = new List<TimeSpan>();
        while (_scenario.Queues.Amendments.TryDequeue(out var waiting))
        {
            waited.Add(waiting.Delay);
            Assert.Equal(email, waiting.Message.Apart!.Address);
            await _scenario.Amendments.HandleAsync(waiting.Message, default);
        }

        Assert.Equal(SearchWaits.Usual.Waits, waited);
        Assert.InRange(waited.Sum(wait => wait.TotalDays), 6, 6.9);
    }

    private async Task<int> OrdersAsync(BuyerKey key) => (await _scenario.Buyers.GetAsync(key, default)).Buyer!.Facts.Orders;

    private static AmendmentMessage Refund(string orderId, string refund, long amount) =>
        new() { Order = new OrderAmendment { Shop = Shop.Id, OrderId = orderId, Refunds = Order.NoRefunds.Add(refund, amount) } };
}
