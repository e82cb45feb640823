using Churn.Domain.Buyers;
using Churn.Domain.Orders;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Interruptions;
using Churn.Testing.Scenarios;
using Churn.Testing.Stores;

namespace Churn.Domain.Tests.Events;

public sealed class OutboxPublisherTests
{
    private static readonly Shop Shop = AShop.Named("told");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);

    [Fact]
    public async Task PublishAsync_OrdersThatChangeLabels_TellsOfEachInOrderAndOfNoOther()
    {
        await RecordAsync("1", "2026-11-01");
        await RecordAsync("1", "2026-11-01");
        await RecordAsync("2", "2026-11-10");
        await RecordAsync("3", "2026-11-11");

        var told = _scenario.Events.Taken.ToList();
        Assert.Equal(["Customer", "Returning"], told.Select(event_ => event_.Class));
        Assert.All(told, event_ => Assert.Equal(EventTypes.Classified, event_.Type));
        Assert.True(told[0].Number < told[1].Number);
        Assert.Contains("\"previous\":{\"relationship\":\"Customer\"", told[1].Data, StringComparison.Ordinal);
        Assert.Empty((await RowAsync()).Outbox.Pending);
    }

    [Fact]
    public async Task PublishAsync_OrderOfNobody_TellsNothing()
    {
        await RecordAsync("1", "2026-11-01", email: null);

        Assert.Empty(_scenario.Events.Taken);
    }

    [Fact]
    public async Task PublishAsync_SinkOutOfOrder_KeepsWhatHappenedAndTellsOfItLaterInOrder()
    {
        _scenario.Events.IsDown = true;
        await RecordAsync("1", "2026-11-01");
        await RecordAsync("2", "2026-11-10");
        Assert.Equal(2, (await RowAsync()).Outbox.Pending.Length);
        Assert.Equal(TimeSpan.FromMinutes(1), _scenario.Queues.Outbox.First().Delay);

        await DrainAsync();
        Assert.Equal(TimeSpan.FromMinutes(5), _scenario.Queues.Outbox.Last().Delay);
        _scenario.Events.IsDown = false;
        await DrainAsync();

        Assert.Equal(["Customer", "Returning"], _scenario.Events.Taken.Select(event_ => event_.Class));
        Assert.Empty((await RowAsync()).Outbox.Pending);
        Assert.Empty(_scenario.Queues.Outbox);
    }

    [Fact]
    public async Task PublishAsync_CrashAtEveryCallOfThreeOrders_TellsAllInOrderUnderTheSameIds()
    {
        var undisturbed = await DeliverAsync(new CrashAtCall(int.MaxValue, after: false));
        Assert.Equal(2, undisturbed.Count);
        foreach (var after in new[] { false, true })
        {
            for (var at = 1; ; at++)
            {
                var calls = new CrashAtCall(at, after);
                var told = await DeliverAsync(calls);
                if (calls.Calls < at)
                {
                    break;
                }

                var once = told.DistinctBy(event_ => event_.Id).ToList();
                Assert.Equal(undisturbed.Select(event_ => event_.Data), once.Select(event_ => event_.Data));
                Assert.Equal(once.Select(event_ => event_.Number).Order(), once.Select(event_ => event_.Number));
            }
        }
    }

    [Fact]
    public async Task Merge_OfTwoWithEventsThatWait_TellsTheirsThenOfTheMergeAndOfTheLabelsItMade()
    {
        _scenario.Events.IsDown = true;
        await RecordAsync("1", "2026-10-01", email: null, customerId: "7");
        await RecordAsync("2", "2026-11-01", email: "a@example.org");
        _scenario.Events.IsDown = false;
        await RecordAsync("3", "2026-11-10", email: "a@example.org", customerId: "7");

        var once = _scenario.Events.Taken.DistinctBy(event_ => event_.Id).ToList();
        Assert.Equal(3, once.Count(event_ => event_.Type == EventTypes.Classified));
        var merged = Assert.Single(once, event_ => event_.Type == EventTypes.Merged);
        Assert.Contains(once.First(event_ => event_.Subject != merged.Subject).Subject, merged.Data, StringComparison.Ordinal);
        Assert.True(once.IndexOf(merged) >= 2);
        Assert.All(
            once.GroupBy(event_ => event_.Subject),
            subject => Assert.Equal(subject.Select(event_ => event_.Number).Order(), subject.Select(event_ => event_.Number)));
    }

    [Fact]
    public async Task HandleAsync_RangeOfBuckets_TellsOfEverybodyInIt()
    {
        _scenario.Events.IsDown = true;
        for (var i = 0; i < 20; i++)
        {
            await RecordAsync($"{i}", "2026-11-01", email: $"b{i}@example.org");
        }

        _scenario.Events.IsDown = false;
        await _scenario.Outbox.HandleAsync(new Domain.Messages.OutboxMessage { Shop = Shop.Id, From = 0, To = Buckets.Count - 1 }, default);

        Assert.Equal(20, _scenario.Events.Taken.Count);
    }

    private async Task RecordAsync(string id, string day, string? email = "told@example.org", string? customerId = null)
    {
        var order = AnOrder.Of(Shop, id, day, email: email, customerId: customerId);
        await _scenario.Outbox.PublishAsync(await _scenario.Recorder.RecordAsync(order, default), default);
    }

    private async Task DrainAsync()
    {
        for (var waiting = _scenario.Queues.Outbox.Count; waiting > 0 && _scenario.Queues.Outbox.TryDequeue(out var next); waiting--)
        {
            await _scenario.Outbox.HandleAsync(next.Message, default);
        }
    }

    private async Task<Buyer> RowAsync()
    {
        var id = IdentityHasher.Identify(Shop, "1", "told@example.org", null, null).Identifiers[0];
        return (await _scenario.Buyers.GetAsync(new BuyerKey(Shop.Id, BuyerId.Of(id)), default))!;
    }

    // If a worker dies at a delivery, the queue delivers it again.
    private static async Task<List<ChurnEvent>> DeliverAsync(IStoreCalls calls)
    {
        var storage = new MemoryStorage();
        var (buyers, identities) = (new ObservedBuyerStore(storage.Buyers, calls), new ObservedIdentityStore(storage.Identities, calls));
        var scenario = new RecorderScenario(buyers, identities, Shop);
        var orders = new[] { ("1", "2026-11-01"), ("2", "2026-11-10"), ("3", "2026-11-11") };
        foreach (var order in orders.Select(order => AnOrder.Of(Shop, order.Item1, order.Item2, email: "told@example.org")))
        {
            while (!await TryAsync(scenario, order))
            {
            }
        }

        return [.. scenario.Events.Taken];
    }

    private static async Task<bool> TryAsync(RecorderScenario scenario, Order order)
    {
        try
        {
            await scenario.Outbox.PublishAsync(await scenario.Recorder.RecordAsync(order, default), default);
            return true;
        }
        catch (CrashedException)
        {
            return false;
        }
    }
}
