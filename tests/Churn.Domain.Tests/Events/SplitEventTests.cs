using Churn.Domain.Buyers;
using Churn.Domain.Shops;
using Churn.Testing.Builders;
using Churn.Testing.Scenarios;

namespace Churn.Domain.Tests.Events;

public sealed class SplitEventTests
{
    private static readonly Shop Shop = AShop.Named("shop");
    private readonly RecorderScenario _scenario = RecorderScenario.InMemory(Shop);

    [Fact]
    public async Task UnmergeAsync_TwoWhoWereOne_TellsThatTheOneIsSplitAndOfEachUnderAnIdOfTheirOwn()
    {
        var anna = await RecordAsync("1", "anna@example.org", null);
        var bert = await RecordAsync("2", "bert@example.org", null);
        await RecordAsync("3", "anna@example.org", "030 123456");
        var survivor = await RecordAsync("4", "bert@example.org", "030 123456");
        await WorkOffAsync();
        var before = _scenario.Events.Taken.ToList();
        _scenario.Events.Taken.Clear();

        await _scenario.Identities.UnmergeAsync(survivor == anna ? bert : anna, default);
        await _scenario.ResettleAsync();
        await WorkOffAsync();

        var told = _scenario.Events.Taken.DistinctBy(event_ => event_.Id).ToList();
        var split = Assert.Single(told, event_ => event_.Type == EventTypes.Split);
        Assert.Equal(survivor.Buyer.Value, split.Subject);
        var labels = told.Where(event_ => event_.Type == EventTypes.Classified)
            .GroupBy(event_ => event_.Subject)
            .Select(subject => subject.MaxBy(event_ => event_.Number)!)
            .ToList();
        Assert.Equal(2, labels.Count);
        Assert.All(labels, event_ => Assert.Equal((false, "Returning"), (event_.Subject == survivor.Buyer.Value, event_.Class)));
        Assert.All(told, event_ => Assert.True(before
            .Where(earlier => earlier.Subject == event_.Subject)
            .All(earlier => earlier.Number < event_.Number)));
    }

    private async Task WorkOffAsync()
    {
        while (_scenario.Queues.Outbox.TryDequeue(out var waiting))
        {
            Assert.True(await _scenario.Outbox.HandleAsync(waiting.Message, default));
        }
    }

    private async Task<BuyerKey> RecordAsync(string id, string email, string? phone)
    {
        var recorded = await _scenario.Recorder.RecordAsync(AnOrder.Of(Shop, id, $"2026-11-0{id}", email, phone, null), default);
        await _scenario.Outbox.PublishAsync(recorded, default);
        return recorded.Key;
    }
}
