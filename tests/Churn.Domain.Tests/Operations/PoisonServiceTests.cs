using Churn.Domain.Messages;
using Churn.Domain.Operations;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Churn.Domain.Tests.Operations;

public sealed class PoisonServiceTests : IAsyncLifetime
{
    private static readonly Shop Shop = AShop.Named("poisoned");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 6, 2, 5, 0, 0, TimeSpan.Zero));
    private readonly MemoryStorage _storage;
    private readonly PoisonService _service;
    private readonly PoisonWatch _watch;
    private string _old = "";
    private string _five = "";
    private string _new = "";

    public PoisonServiceTests()
    {
        _storage = new MemoryStorage(_time);
        _service = new PoisonService(_storage.PoisonQueues, _storage.Poisoned);
        _watch = new PoisonWatch(_storage.PoisonQueues, _storage.Poisoned, _time);
    }

    // The clock stands at six on 8 June, when the second message is five days old.
    public async Task InitializeAsync()
    {
        _old = await _storage.GiveUpAsync(Order("old"));
        _time.Advance(TimeSpan.FromHours(25));
        _five = await _storage.GiveUpAsync(Order("five"));
        _time.Advance(TimeSpan.FromDays(4));
        _new = await _storage.GiveUpAsync(Order("new"));
        _time.Advance(TimeSpan.FromDays(1));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task RunAsync_ThreeAges_KeepsThoseOfFiveDaysAndMore()
    {
        var report = Assert.Single(await _watch.RunAsync(default));

        Assert.Equal(("orders", 3, 2), (report.Queue, report.Messages, report.Kept));
        Assert.Equal([(_old, true), (_five, true), (_new, false)], report.Alerts.Select(alert => (alert.Id, alert.Kept)));
        Assert.Equal(TimeSpan.FromDays(1), report.Alerts[2].Age);
        Assert.Equal([_old, _five], await _storage.Poisoned.ReadAsync("orders", default).Select(message => message.Id).ToListAsync());
    }

    [Fact]
    public async Task ListAsync_KeptMessageStillInItsQueue_IsListedOnce()
    {
        await _watch.RunAsync(default);

        var listed = await _service.ListAsync("orders", default);

        Assert.Equal([(_old, true), (_five, true), (_new, false)], listed.Select(message => (message.Id, message.Kept)));
        Assert.Equal(new PoisonCount("orders", 3, 2), await _service.CountAsync("orders", default));
    }

    [Fact]
    public async Task RetryAsync_MessageThatItsQueueHasForgotten_IsSentFromTheTable()
    {
        await _watch.RunAsync(default);
        await _storage.PoisonQueues.DropAsync("orders", null, default);

        Assert.Equal(1, await _service.RetryAsync("orders", _old, default));

        Assert.Equal(MessageJson.Write(new OrderMessage { Order = Order("old") }), MessageJson.Write(Assert.Single(_storage.Sent.Orders)));
        Assert.Equal(_five, Assert.Single(await _service.ListAsync("orders", default)).Id);
    }

    [Fact]
    public async Task RetryAsync_All_SendsEachOnceAndLeavesNothing()
    {
        await _watch.RunAsync(default);

        Assert.Equal(3, await _service.RetryAsync("orders", null, default));

        Assert.Equal(["old", "five", "new"], _storage.Sent.Orders.Select(message => message.Order.Id));
        Assert.Empty(await _service.ListAsync("orders", default));
        Assert.Equal(0, await _service.RetryAsync("orders", _old, default));
    }

    [Fact]
    public async Task DropAsync_KeptMessage_IsGoneFromBothPlacesAndNeverSent()
    {
        await _watch.RunAsync(default);

        Assert.Equal(1, await _service.DropAsync("orders", _old, default));

        Assert.Null(await _service.FindAsync("orders", _old, default));
        Assert.Empty(_storage.Sent.Orders);
    }

    private static Order Order(string id) => AnOrder.Of(Shop, id, "2026-06-01");
}
