using Churn.Domain.Buyers;
using Churn.Domain.Messages;
using Churn.Domain.Poison;
using Churn.Domain.Shops;
using Churn.TestSupport.Builders;
using Churn.TestSupport.MemoryStores;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Domain.Tests.Poison;

public sealed class PoisonDeskTests
{
    private static readonly Shop Shop = AShop.Named("poisoned");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 8, 6, 0, 0, TimeSpan.Zero));
    private readonly MemoryPoisonQueues _queues = new("orders", "amendments");
    private readonly MemoryPoisonStore _store = new();
    private readonly PoisonDesk _desk;
    private readonly PoisonWatch _watch;

    public PoisonDeskTests()
    {
        _desk = new PoisonDesk(_queues, _store);
        _watch = new PoisonWatch(_queues, _store, _time);
        _queues.Add(Message("old", "2026-06-02T05:00:00Z"));
        _queues.Add(Message("five", "2026-06-03T06:00:00Z"));
        _queues.Add(Message("new", "2026-06-07T06:00:00Z"));
    }

    [Fact]
    public async Task RunAsync_ThreeAges_KeepsThoseOfFiveDaysAndMore()
    {
        var report = Assert.Single(await _watch.RunAsync(default));

        Assert.Equal(("orders", 3, 2), (report.Queue, report.Messages, report.Kept));
        Assert.Equal([("old", true), ("five", true), ("new", false)], report.Alerts.Select(alert => (alert.Id, alert.Kept)));
        Assert.Equal(TimeSpan.FromDays(1), report.Alerts[2].Age);
        Assert.Equal(["five", "old"], await _store.ReadAsync("orders", default).Select(message => message.Id).ToListAsync());
    }

    [Fact]
    public async Task ListAsync_KeptMessageStillInItsQueue_IsListedOnce()
    {
        await _watch.RunAsync(default);

        var listed = await _desk.ListAsync("orders", default);

        Assert.Equal([("old", true), ("five", true), ("new", false)], listed.Select(message => (message.Id, message.Kept)));
        Assert.Equal(new PoisonCount("orders", 3, 2), await _desk.CountAsync("orders", default));
    }

    [Fact]
    public async Task RetryAsync_MessageThatItsQueueHasForgotten_IsSentFromTheTable()
    {
        await _watch.RunAsync(default);
        await _queues.DropAsync("orders", null, default);

        Assert.Equal(1, await _desk.RetryAsync("orders", "old", default));

        Assert.Equal(("orders", Message("old", "2026-06-02T05:00:00Z").Text), Assert.Single(_queues.Sent));
        Assert.Equal("five", Assert.Single(await _desk.ListAsync("orders", default)).Id);
    }

    [Fact]
    public async Task RetryAsync_All_SendsEachOnceAndLeavesNothing()
    {
        await _watch.RunAsync(default);

        Assert.Equal(3, await _desk.RetryAsync("orders", null, default));

        Assert.Equal(3, _queues.Sent.Count);
        Assert.Empty(await _desk.ListAsync("orders", default));
        Assert.Equal(0, await _desk.RetryAsync("orders", "old", default));
    }

    [Fact]
    public async Task DropAsync_KeptMessage_IsGoneFromBothPlacesAndNeverSent()
    {
        await _watch.RunAsync(default);

        Assert.Equal(1, await _desk.DropAsync("orders", "old", default));

        Assert.Null(await _desk.FindAsync("orders", "old", default));
        Assert.Empty(_queues.Sent);
    }

    [Fact]
    public void Kind_AmendmentTriedToTheEnd_IsParked()
    {
        var amendment = new AmendmentMessage { Order = new OrderAmendment { Shop = Shop.Id, OrderId = "9" }, Attempts = AmendmentHandler.MaxAttempts };

        Assert.Equal(PoisonKind.Parked, APoison.Of("amendments", "1", "2026-06-01", MessageJson.Write(amendment)).Kind);
        Assert.Equal(PoisonKind.Failed, APoison.Of("amendments", "1", "2026-06-01", MessageJson.Write(amendment with { Attempts = 1 })).Kind);
        Assert.Equal(PoisonKind.Failed, APoison.Of("amendments", "1", "2026-06-01", "no message").Kind);
    }

    private static PoisonMessage Message(string id, string insertedOn) => APoison.Of(AnOrder.Of(Shop, id, "2026-06-01"), id, insertedOn);
}
